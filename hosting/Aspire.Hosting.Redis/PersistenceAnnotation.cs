using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>When the server writes a snapshot of its data to disk.</summary>
/// <param name="Interval">How often it looks.</param>
/// <param name="KeysChangedThreshold">How many keys must have changed since.</param>
internal sealed record PersistenceAnnotation(TimeSpan Interval, long KeysChangedThreshold) : IResourceAnnotation;
