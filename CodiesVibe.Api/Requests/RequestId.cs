using System.Text.RegularExpressions;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Adds the id that the edge has given to a request to every log entry about it, as <c>EdgeRequestId</c>, so that the entries of edge and API can
/// be joined. (The framework sets its own <c>RequestId</c> before any middleware runs.)
/// </summary>
internal static partial class RequestId
{
    private const string Header = "X-Request-ID";

    public static void UseRequestId(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestId).FullName!);
        app.Use(async (context, next) =>
        {
            // Any client can send the header; a value that is not an id is not logged.
            using var scope = context.Request.Headers[Header] is [{ } id] && Id().IsMatch(id)
                ? logger.BeginScope(new Dictionary<string, object> { ["EdgeRequestId"] = id })
                : null;
            await next(context);
        });
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.:-]{1,64}\z")]
    private static partial Regex Id();
}
