using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Who is there.</summary>
/// <param name="Name">The name of the account; null for whoever is not signed in.</param>
/// <param name="Role">visitor, contributor or admin.</param>
/// <param name="CsrfToken">To be sent as X-CSRF-Token with requests that change something.</param>
internal sealed record Visitor(string? Name, string Role, string CsrfToken)
{
    /// <summary>Who sends the request; the response gets the cookie that belongs to the token.</summary>
    public static Visitor Of(HttpContext context, IAntiforgery antiforgery) => new(
        context.User.Identity?.Name,
        context.User.FindFirstValue(ClaimTypes.Role) ?? AccountRole.Visitor,
        antiforgery.GetAndStoreTokens(context).RequestToken!);
}
