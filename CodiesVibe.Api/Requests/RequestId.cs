using System.Text.RegularExpressions;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Puts the id that the edge has given to a request into every log line about it, as <c>EdgeRequestId</c>, so that the edge's line and ours can
/// be put together. (The framework's own <c>RequestId</c> is settled before anything of ours runs.)
/// </summary>
internal static partial class RequestId
{
    private const string Header = "X-Request-ID";

    public static void UseRequestId(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestId).FullName!);
        app.Use(async (context, next) =>
        {
            // Anybody may send the header; what is no id does not get into the log.
            using var scope = context.Request.Headers[Header] is [{ } id] && Id().IsMatch(id)
                ? logger.BeginScope(new Dictionary<string, object> { ["EdgeRequestId"] = id })
                : null;
            await next(context);
        });
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.:-]{1,64}\z")]
    private static partial Regex Id();
}
