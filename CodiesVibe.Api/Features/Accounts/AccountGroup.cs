using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>What all endpoints have in common that know who asks.</summary>
internal static class AccountGroup
{
    /// <param name="app">The application.</param>
    /// <param name="path">Of the group.</param>
    /// <param name="tag">Its name for readers.</param>
    /// <param name="maxBytes">How large a body may be.</param>
    public static RouteGroupBuilder MapAccountGroup(this WebApplication app, string path, string tag, int maxBytes)
    {
        var group = app.MapGroup(path).WithTags(tag)
            .RequireKnownParameters()
            .RequireCsrfToken()
            .WithMetadata(new NeedsAccounts(), new RequestSizeLimitAttribute(maxBytes))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.WithRequestTimeout(nameof(DatabaseUnavailable));
        group.RequireRateLimiting(RateLimit.PerClient);
        return group;
    }

    /// <summary>Answers 503 as long as accounts cannot be used: before it is asked who is there, since nobody could be.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var accounts = context.RequestServices.GetRequiredService<AccountsState>();
            return context.GetEndpoint()?.Metadata.GetMetadata<NeedsAccounts>() is null || accounts.IsReady ? next(context)
                : context.RequestServices.GetRequiredService<DatabaseState>().IsReady && accounts.Problem is { } problem
                    ? Unavailable.WriteAsync(context, $"Signing in is not possible: {problem}.")
                    : DatabaseUnavailable.WriteAsync(context);
        });
        app.UseAuthorization();
    }

    private sealed record NeedsAccounts;
}
