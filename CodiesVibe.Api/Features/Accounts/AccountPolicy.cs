using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>
/// Who may call an endpoint. Each policy reads the session; endpoints without one, as those of the directory, never do, so they do not need Redis.
/// </summary>
internal static class AccountPolicy
{
    /// <summary>Everybody; who is signed in is known.</summary>
    public static readonly AuthorizationPolicy Anyone = Policy(policy => policy.RequireAssertion(_ => true));

    /// <summary>Whoever is signed in.</summary>
    public static readonly AuthorizationPolicy SignedIn = Policy(policy => policy.RequireAuthenticatedUser());

    /// <summary>Admins.</summary>
    public static readonly AuthorizationPolicy Admin = Policy(policy => policy.RequireAuthenticatedUser().RequireRole(AccountRole.Admin));

    private static AuthorizationPolicy Policy(Action<AuthorizationPolicyBuilder> require)
    {
        var policy = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme);
        require(policy);
        return policy.Build();
    }
}
