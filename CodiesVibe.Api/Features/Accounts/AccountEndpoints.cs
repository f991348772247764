using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Registration, signing in and out, and who is signed in.</summary>
internal static class AccountEndpoints
{
    public const string Path = "/api/account";
    private const string Json = "application/json";
    private const int MaxBytes = 4 * 1024;

    public static void MapAccounts(this WebApplication app)
    {
        var account = app.MapAccountGroup(Path, "Account", MaxBytes).RequireAuthorization(AccountPolicy.Anyone);
        account.MapGet("me", Me).WithSummary("Who is signed in, and the token for requests that change something.");
        account.MapPost("register", RegisterAsync).WithSummary("Creates the account of a contributor.")
            .Accepts<Credentials>(Json).ProducesValidationProblem(StatusCodes.Status409Conflict);
        account.MapPost("sign-in", SignInAsync).WithSummary("Begins a session, which ends 15 minutes after its last use.")
            .Accepts<Credentials>(Json).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status409Conflict);
        account.MapPost("sign-out", SignOutAsync).WithSummary("Ends the session, if there is one.");
    }

    private static Ok<Visitor> Me(HttpContext context, IAntiforgery antiforgery) => TypedResults.Ok(Visitor.Of(context, antiforgery));

    private static async Task<Results<Created, ValidationProblem, ProblemHttpResult>> RegisterAsync(HttpContext context, UserManager<Account> accounts)
    {
        var errors = new Dictionary<string, string[]>();
        var credentials = await JsonBody.ReadAsync<Credentials>(context.Request, errors);
        foreach (var (field, text) in credentials is null ? [] : CredentialRules.Violations(credentials))
        {
            errors[field] = [text];
        }

        if (credentials is null || errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var created = await accounts.CreateAsync(new Account { Name = credentials.Name, Role = AccountRole.Contributor }, credentials.Password);
        return created.Succeeded
            ? TypedResults.Created($"{Path}/me")
            : TypedResults.Problem(new HttpValidationProblemDetails(new Dictionary<string, string[]> { ["name"] = ["name is taken; choose another one."] })
            {
                Status = StatusCodes.Status409Conflict,
            });
    }

    private static async Task<Results<Ok<Visitor>, ValidationProblem, ProblemHttpResult>> SignInAsync(
        HttpContext context, SignInCheck check, SignInManager<Account> signIn, IAntiforgery antiforgery)
    {
        if (context.User.Identity is { IsAuthenticated: true, Name: var present })
        {
            // A session is never handed on to another account: whoever knows its key would be signed in there.
            return TypedResults.Problem($"{present} is signed in. Sign out first.", statusCode: StatusCodes.Status409Conflict);
        }

        var errors = new Dictionary<string, string[]>();
        if (await JsonBody.ReadAsync<Credentials>(context.Request, errors) is not { } credentials)
        {
            return TypedResults.ValidationProblem(errors);
        }

        if (await check.FindAsync(credentials) is not { } account)
        {
            return TypedResults.Problem(
                "The name or the password is wrong, or there were too many attempts. Try again, at the latest in 5 minutes.",
                statusCode: StatusCodes.Status401Unauthorized);
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return TypedResults.Ok(Visitor.Of(context, antiforgery));
    }

    private static async Task<NoContent> SignOutAsync(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}
