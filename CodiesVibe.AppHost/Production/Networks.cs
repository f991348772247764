namespace CodiesVibe.AppHost.Production;

/// <summary>The networks of production: who is not on the same one cannot reach each other.</summary>
internal static class Networks
{
    /// <summary>The product and the edge.</summary>
    public const string Application = "codiesvibe-network";

    /// <summary>The data stores and who uses them; without a way out.</summary>
    public const string Data = "codiesvibe-data";

    /// <summary>Who watches and who is watched.</summary>
    public const string Monitoring = "codiesvibe-monitoring";
}
