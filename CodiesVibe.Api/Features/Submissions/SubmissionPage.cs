namespace CodiesVibe.Api.Features.Submissions;

/// <summary>One page of submissions, the newest first.</summary>
/// <param name="Items">The submissions.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="HasMore">Whether there is another page.</param>
internal sealed record SubmissionPage(IReadOnlyList<Submission> Items, int Page, bool HasMore);
