namespace CodiesVibe.Publishing.Facts;

/// <summary>Which part of the system a service belongs to; that decides the compose files it stands in.</summary>
public enum Tier
{
    /// <summary>Data stores and monitoring, started first: the infrastructure file.</summary>
    Infrastructure,

    /// <summary>The product, in two slots: blue in the production file and its alternatives, green in the staging file.</summary>
    Application,

    /// <summary>What faces the world: the production file and its alternatives.</summary>
    Edge,

    /// <summary>The way in without an open port: the Cloudflare file.</summary>
    Tunnel,
}
