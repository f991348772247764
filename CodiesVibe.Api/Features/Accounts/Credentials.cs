namespace CodiesVibe.Api.Features.Accounts;

/// <summary>What somebody registers and signs in with.</summary>
/// <param name="Name">3 to 32 letters, digits, dots, hyphens and underscores; in any case.</param>
/// <param name="Password">12 to 128 characters.</param>
internal sealed record Credentials(string Name, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => Name;
}
