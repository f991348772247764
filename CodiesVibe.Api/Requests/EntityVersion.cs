using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CodiesVibe.Api.Requests;

/// <summary>The version of what a client changes, as <c>ETag</c> and <c>If-Match</c>: nobody overwrites what they have not seen.</summary>
internal static class EntityVersion
{
    public static void Send(HttpContext context, int version) => context.Response.GetTypedHeaders().ETag = Tag(version);

    /// <returns>Null if the client has this version; else 428 for a missing header, or 412.</returns>
    public static ProblemHttpResult? Check(HttpContext context, int version) =>
        context.Request.Headers.IfMatch.Count == 0
            ? TypedResults.Problem("If-Match is required: send the ETag of what you have read.", statusCode: StatusCodes.Status428PreconditionRequired)
            : context.Request.GetTypedHeaders().IfMatch.Any(tag => tag.Compare(Tag(version), useStrongComparison: true))
                ? null
                : Changed();

    /// <summary>412: somebody else has changed it meanwhile.</summary>
    public static ProblemHttpResult Changed() => TypedResults.Problem(
        "If-Match does not name the present version: it was changed since you have read it. Read it again.", statusCode: StatusCodes.Status412PreconditionFailed);

    private static EntityTagHeaderValue Tag(int version) => new($"\"{version.ToString(CultureInfo.InvariantCulture)}\"");
}
