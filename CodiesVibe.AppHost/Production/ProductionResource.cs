namespace CodiesVibe.AppHost.Production;

/// <summary>Carries the facts of production in the manifest; it does not run.</summary>
internal sealed class ProductionResource(string name) : Resource(name);
