using CodiesVibe.Api.Features.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Protection against requests that another site makes a browser send: ASP.NET Core's antiforgery tokens. The client reads its token from
/// <c>/api/account/me</c> and sends it with whatever changes something.
/// </summary>
internal static class CsrfToken
{
    /// <summary>The header of the token.</summary>
    public const string Header = "X-CSRF-Token";

    /// <summary>Rejects requests that change something without the token.</summary>
    public static RouteGroupBuilder RequireCsrfToken(this RouteGroupBuilder group) => group.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            ? await next(call)
            : TypedResults.Problem(
                $"The header {Header} is missing, or its token is not valid for who is signed in. Read a new one from {AccountEndpoints.Path}/me, with cookies.",
                statusCode: StatusCodes.Status400BadRequest);
    });
}
