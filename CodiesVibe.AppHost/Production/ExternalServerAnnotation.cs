namespace CodiesVibe.AppHost.Production;

/// <summary>The resource is on a server outside of the system.</summary>
/// <param name="name">What the gate calls the server.</param>
internal sealed class ExternalServerAnnotation(string name) : IResourceAnnotation
{
    public string Name { get; } = name;
}
