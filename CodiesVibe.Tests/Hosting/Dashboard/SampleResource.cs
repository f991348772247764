using Aspire.Hosting.ApplicationModel;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>A resource that only has a name.</summary>
internal sealed class SampleResource(string name) : Resource(name);
