using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>The admin of the configuration: <c>FIRST_ADMIN_NAME</c> (<c>admin</c> by default) with <c>FIRST_ADMIN_PASSWORD</c>, which has no default.</summary>
/// <param name="Credentials">Null without a password.</param>
internal sealed record FirstAdminSettings(Credentials? Credentials)
{
    public const string NameKey = "FIRST_ADMIN_NAME";
    public const string PasswordKey = "FIRST_ADMIN_PASSWORD";
    private const string DefaultName = "admin";

    /// <exception cref="StartupException">The name or the password breaks a rule.</exception>
    public static FirstAdminSettings Read(IConfiguration configuration)
    {
        if (configuration[PasswordKey] is not { Length: > 0 } password)
        {
            return new((Credentials?)null);
        }

        var credentials = new Credentials(configuration[NameKey] is { Length: > 0 } name ? name : DefaultName, password);
        foreach (var (field, text) in CredentialRules.Violations(credentials))
        {
            throw new StartupException($"{(field == "name" ? NameKey : PasswordKey)} is not valid: {text}");
        }

        return new(credentials);
    }
}
