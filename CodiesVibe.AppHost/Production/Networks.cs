namespace CodiesVibe.AppHost.Production;

/// <summary>The networks of production: services that share no network cannot reach each other.</summary>
internal static class Networks
{
    /// <summary>The product and the edge.</summary>
    public const string Application = "codiesvibe-network";

    /// <summary>The data stores and the services that use them; without access to the internet.</summary>
    public const string Data = "codiesvibe-data";

    /// <summary>The monitoring and what it monitors.</summary>
    public const string Monitoring = "codiesvibe-monitoring";
}
