using System.ComponentModel;
using CodiesVibe.Api.Features.Accounts;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>What admins do: decide on submissions, and change or delete them with what the directory has of them.</summary>
internal static class ReviewEndpoints
{
    private const string Json = "application/json";

    public static void MapReview(this WebApplication app)
    {
        var review = app.MapAccountGroup("/api/review", "Review", SubmissionEndpoints.MaxBytes).RequireAuthorization(AccountPolicy.Admin)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        review.MapGet("", ListAsync).WithSummary("Lists the submissions of everybody, the newest first.").Produces<SubmissionPage>();
        review.MapGet("{id}", GetAsync).WithSummary("Gets a submission.").Produces<Submission>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPut("{id}", ChangeAsync).WithSummary("Changes a submission, and the tool in the directory if it is approved.").Accepts<Tool>(Json).Produces<Submission>().ProducesValidationProblem().ProducesChangeProblems();
        review.MapDelete("{id}", DeleteAsync).WithSummary("Deletes a submission, and the tool in the directory if it is approved.").ProducesChangeProblems();
        review.MapPost("{id}/approve", ApproveAsync).WithSummary("Puts the tool into the directory.").Produces<Submission>().ProducesChangeProblems();
        review.MapPost("{id}/reject", RejectAsync).WithSummary("Rejects a pending submission, for a reason.").Accepts<Rejection>(Json).ProducesChangeProblems();
    }

    private static async Task<Results<Ok<SubmissionPage>, ValidationProblem>> ListAsync(
        [Description("pending, approved or rejected. Default: pending.")][FromQuery(Name = "status")] string? status,
        [FromQuery(Name = "page")] string? page,
        SubmissionStore store,
        CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var number = PageNumber.Read(page, errors);
        var (isKnown, wanted) = status switch
        {
            null or "pending" => (true, SubmissionStatus.Pending),
            "approved" => (true, SubmissionStatus.Approved),
            "rejected" => (true, SubmissionStatus.Rejected),
            _ => (false, default),
        };
        if (!isKnown)
        {
            errors["status"] = ["status must be one of pending, approved, rejected."];
        }

        return errors.Count > 0
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(await store.ListAsync(wanted, number, cancellationToken));
    }

    private static async Task<Results<Ok<Submission>, ProblemHttpResult>> GetAsync(string id, HttpContext context, SubmissionStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } submission ? Answer(context, submission) : SubmissionEndpoints.Unknown(id);

    private static async Task<IResult> ChangeAsync(
        string id, HttpContext context, SubmissionStore store, Publication publication, ToolStore tools, CancellationToken cancellationToken)
    {
        var (submission, refusal) = await FindAsync(id, context, store, cancellationToken);
        if (submission is null)
        {
            return refusal!;
        }

        var errors = new Dictionary<string, string[]>();
        if (await SubmittedTool.ReadAsync(context.Request, errors) is not { } tool)
        {
            return TypedResults.ValidationProblem(errors);
        }

        if (await SubmissionEndpoints.ConflictAsync(tool, id, tools, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        if (await store.ReplaceAsync(submission with { Tool = tool }, cancellationToken) is not { } changed)
        {
            return EntityVersion.Changed();
        }

        return changed.Status == SubmissionStatus.Approved
            ? await PublishAsync(changed, before: submission, context, store, publication, cancellationToken)
            : Answer(context, changed);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, HttpContext context, SubmissionStore store, Publication publication, CancellationToken cancellationToken)
    {
        var (submission, refusal) = await FindAsync(id, context, store, cancellationToken);
        if (submission is null)
        {
            return refusal!;
        }

        if (submission.Status == SubmissionStatus.Approved)
        {
            await publication.WithdrawAsync(submission, cancellationToken);
        }

        return await store.DeleteAsync(submission, cancellationToken) ? TypedResults.NoContent() : EntityVersion.Changed();
    }

    private static async Task<IResult> ApproveAsync(
        string id, HttpContext context, SubmissionStore store, Publication publication, ToolStore tools, CancellationToken cancellationToken)
    {
        var (submission, refusal) = await FindAsync(id, context, store, cancellationToken);
        if (submission is null)
        {
            return refusal!;
        }

        if (submission.Status == SubmissionStatus.Rejected)
        {
            return Decided(submission);
        }

        if (await SubmissionEndpoints.ConflictAsync(submission.Tool, id, tools, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        // Decided first, so that of two admins one decides. If this ends before the tool is in the directory, approving again completes it.
        var approved = submission.Status == SubmissionStatus.Approved
            ? submission
            : await store.ReplaceAsync(submission with { Status = SubmissionStatus.Approved }, cancellationToken);
        if (approved is null)
        {
            return EntityVersion.Changed();
        }

        return await PublishAsync(approved, before: submission, context, store, publication, cancellationToken);
    }

    private static async Task<IResult> PublishAsync(
        Submission approved, Submission before, HttpContext context, SubmissionStore store, Publication publication, CancellationToken cancellationToken)
    {
        if (await publication.PublishAsync(approved, cancellationToken))
        {
            return Answer(context, approved);
        }

        // Another tool got the slug since it was looked up.
        await store.ReplaceAsync(before with { Version = approved.Version }, cancellationToken);
        return SubmissionEndpoints.Conflict("slug");
    }

    private static async Task<Results<Ok<Submission>, ValidationProblem, ProblemHttpResult>> RejectAsync(
        string id, HttpContext context, SubmissionStore store, CancellationToken cancellationToken)
    {
        var (submission, refusal) = await FindAsync(id, context, store, cancellationToken);
        if (submission is null)
        {
            return refusal!;
        }

        if (submission.Status != SubmissionStatus.Pending)
        {
            return Decided(submission);
        }

        var errors = new Dictionary<string, string[]>();
        var rejection = await JsonBody.ReadAsync<Rejection>(context.Request, errors);
        rejection?.Check(errors);
        if (rejection is null || errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        return await store.ReplaceAsync(submission with { Status = SubmissionStatus.Rejected, Reason = rejection.Reason }, cancellationToken) is { } rejected
            ? Answer(context, rejected)
            : EntityVersion.Changed();
    }

    /// <summary>The submission in the version that the client has seen, or the refusal.</summary>
    private static async Task<(Submission? Submission, ProblemHttpResult? Refusal)> FindAsync(
        string id, HttpContext context, SubmissionStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is not { } submission ? (null, SubmissionEndpoints.Unknown(id))
        : EntityVersion.Check(context, submission.Version) is { } refusal ? (null, refusal)
        : (submission, null);

    private static ProblemHttpResult Decided(Submission submission) => TypedResults.Problem(
        $"This submission is {(submission.Status == SubmissionStatus.Approved ? "approved" : "rejected")} already.", statusCode: StatusCodes.Status409Conflict);

    private static Ok<Submission> Answer(HttpContext context, Submission submission)
    {
        EntityVersion.Send(context, submission.Version);
        return TypedResults.Ok(submission);
    }
}
