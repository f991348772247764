using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>What names and passwords must be.</summary>
internal static partial class CredentialRules
{
    private const int MinPassword = 12;
    private const int MaxPassword = 128;

    /// <summary>For each rule that is broken, the field and one sentence.</summary>
    public static IEnumerable<(string Field, string Text)> Violations(Credentials credentials)
    {
        if (!Name().IsMatch(credentials.Name))
        {
            yield return ("name", "name must have 3 to 32 letters, digits, dots, hyphens and underscores.");
        }

        if (credentials.Password.Length is < MinPassword or > MaxPassword)
        {
            yield return ("password", $"password must have {MinPassword} to {MaxPassword} characters.");
        }
    }

    /// <summary>The same for Identity, whose other rules ask for signs instead of length.</summary>
    public static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = MinPassword;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{3,32}\z")]
    private static partial Regex Name();
}
