namespace CodiesVibe.Api.Features.Accounts;

/// <summary>What somebody may do.</summary>
internal static class AccountRole
{
    /// <summary>Whoever is not signed in: reads.</summary>
    public const string Visitor = "visitor";

    /// <summary>Submits tools.</summary>
    public const string Contributor = "contributor";

    /// <summary>Decides on them.</summary>
    public const string Admin = "admin";
}
