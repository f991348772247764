using System.Security.Claims;
using CodiesVibe.Api.Features.Accounts;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>What contributors do: submit tools, see what became of them, and change those that are pending.</summary>
internal static class SubmissionEndpoints
{
    private const string Path = "/api/submissions";
    private const string Json = "application/json";

    /// <summary>Of a body that holds a tool, with room for escapes.</summary>
    public const int MaxBytes = 64 * 1024;

    public static void MapSubmissions(this WebApplication app)
    {
        var submissions = app.MapAccountGroup(Path, "Submissions", MaxBytes).RequireAuthorization(AccountPolicy.SignedIn)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        submissions.MapGet("", ListAsync).WithSummary("Lists the own submissions, the newest first.").Produces<SubmissionPage>();
        submissions.MapPost("", SubmitAsync).WithSummary("Submits a tool.")
            .Accepts<Tool>(Json).ProducesValidationProblem(StatusCodes.Status409Conflict);
        submissions.MapGet("{id}", GetAsync).WithSummary("Gets an own submission.").Produces<Submission>().ProducesProblem(StatusCodes.Status404NotFound);
        submissions.MapPut("{id}", ChangeAsync).WithSummary("Changes an own submission that is pending.")
            .Accepts<Tool>(Json).ProducesChangeProblems();
    }

    /// <summary>Describes what every change of a submission may answer.</summary>
    public static RouteHandlerBuilder ProducesChangeProblems(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    /// <summary>404.</summary>
    public static ProblemHttpResult Unknown(string id) => TypedResults.Problem($"There is no submission '{id}'.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>Why the directory cannot have the tool beside its own; null where it can.</summary>
    public static async Task<ProblemHttpResult?> ConflictAsync(Tool tool, string id, ToolStore tools, CancellationToken cancellationToken) =>
        await tools.FindTwinsAsync(tool, id, cancellationToken) is { Count: > 0 } fields ? Conflict([.. fields]) : null;

    /// <summary>409: the directory has another tool with the same value of these properties.</summary>
    public static ProblemHttpResult Conflict(params string[] fields) => TypedResults.Problem(
        new HttpValidationProblemDetails(fields.ToDictionary(field => field, field => new[] { $"{field} is that of another tool in the directory." }))
        {
            Status = StatusCodes.Status409Conflict,
            Title = "The directory has this tool.",
        });

    private static async Task<Results<Ok<SubmissionPage>, ValidationProblem>> ListAsync(
        [FromQuery(Name = "page")] string? page, HttpContext context, SubmissionStore store, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var number = PageNumber.Read(page, errors);
        return errors.Count > 0
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(await store.ListOfOwnerAsync(OwnerId(context), number, cancellationToken));
    }

    private static async Task<Results<Created<Submission>, ValidationProblem, ProblemHttpResult>> SubmitAsync(
        HttpContext context, SubmissionStore store, ToolStore tools, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        if (await SubmittedTool.ReadAsync(context.Request, errors) is not { } tool)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var submission = new Submission
        {
            OwnerId = OwnerId(context),
            Contributor = context.User.Identity!.Name!,
            SubmittedAt = clock.GetUtcNow().UtcDateTime,
            Tool = tool,
        };
        if (await ConflictAsync(tool, submission.Id, tools, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        await store.InsertAsync(submission, cancellationToken);
        EntityVersion.Send(context, submission.Version);
        return TypedResults.Created($"{Path}/{submission.Id}", submission);
    }

    private static async Task<Results<Ok<Submission>, ProblemHttpResult>> GetAsync(string id, HttpContext context, SubmissionStore store, CancellationToken cancellationToken)
    {
        if (await FindOwnAsync(id, context, store, cancellationToken) is not { } submission)
        {
            return Unknown(id);
        }

        EntityVersion.Send(context, submission.Version);
        return TypedResults.Ok(submission);
    }

    private static async Task<Results<Ok<Submission>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        string id, HttpContext context, SubmissionStore store, ToolStore tools, CancellationToken cancellationToken)
    {
        if (await FindOwnAsync(id, context, store, cancellationToken) is not { } submission)
        {
            return Unknown(id);
        }

        if (EntityVersion.Check(context, submission.Version) is { } refusal)
        {
            return refusal;
        }

        if (submission.Status != SubmissionStatus.Pending)
        {
            return TypedResults.Problem("This submission is decided, so it can no longer be changed. Submit the tool anew.", statusCode: StatusCodes.Status409Conflict);
        }

        var errors = new Dictionary<string, string[]>();
        if (await SubmittedTool.ReadAsync(context.Request, errors) is not { } tool)
        {
            return TypedResults.ValidationProblem(errors);
        }

        if (await ConflictAsync(tool, id, tools, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        if (await store.ReplaceAsync(submission with { Tool = tool }, cancellationToken) is not { } changed)
        {
            return EntityVersion.Changed();
        }

        EntityVersion.Send(context, changed.Version);
        return TypedResults.Ok(changed);
    }

    /// <summary>That of somebody else is answered as one that does not exist.</summary>
    private static async Task<Submission?> FindOwnAsync(string id, HttpContext context, SubmissionStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } submission && submission.OwnerId == OwnerId(context) ? submission : null;

    private static string OwnerId(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
}
