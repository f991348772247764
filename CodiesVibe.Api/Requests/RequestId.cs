using System.Text.RegularExpressions;

namespace CodiesVibe.Api.Requests;

/// <summary>Takes over the id that the edge has given to a request, so that its line in the edge's log and ours can be put together.</summary>
internal static partial class RequestId
{
    private const string Header = "X-Request-ID";

    public static void UseRequestId(this WebApplication app) => app.Use((context, next) =>
    {
        // Anybody may send the header; what is no id does not get into the log.
        if (context.Request.Headers[Header] is [{ } id] && Id().IsMatch(id))
        {
            context.TraceIdentifier = id;
        }

        return next(context);
    });

    [GeneratedRegex(@"^[A-Za-z0-9_.:-]{1,64}\z")]
    private static partial Regex Id();
}
