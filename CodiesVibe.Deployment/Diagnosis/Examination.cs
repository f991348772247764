using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Diagnosis;

/// <summary>All that the rules look at.</summary>
/// <param name="State">What there is of the deployment.</param>
/// <param name="Facts">What the server says of itself.</param>
/// <param name="Site">What the DNS says of the site's name.</param>
/// <param name="Registry">The registry of the images; null where none is known.</param>
/// <param name="ImageFault">Why the registry does not give the image that serves to this machine; null where it does, or where nothing serves.</param>
/// <param name="Now">The clock of this machine when the server told its own.</param>
internal sealed record Examination(ServerState State, ServerFacts Facts, SiteName Site, string? Registry, string? ImageFault, DateTimeOffset Now);
