namespace Aspire.Hosting.ApplicationModel;

/// <summary>One more name by which other containers of the application reach this one.</summary>
/// <param name="alias">The name.</param>
public sealed class ContainerNetworkAliasAnnotation(string alias) : IResourceAnnotation
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}
