using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CodiesVibe.Deployment.Notification;

/// <summary>Posts a notice as JSON.</summary>
/// <param name="name">The name of the channel.</param>
/// <param name="client">Sends it.</param>
/// <param name="address">Where to; it may be secret.</param>
/// <param name="body">Makes the JSON.</param>
internal sealed class HttpChannel(string name, HttpClient client, Uri address, Func<Notice, JsonObject> body) : INotificationChannel
{
    public string Name => name;

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        HttpStatusCode status;
        try
        {
            using var answer = await client.PostAsJsonAsync(address, body(notice), cancellationToken);
            status = answer.StatusCode;
        }
        catch (HttpRequestException fault)
        {
            throw new NotificationException($"it cannot be reached ({fault.HttpRequestError})", isTransient: true);
        }

        if ((int)status is < 200 or > 299)
        {
            throw new NotificationException($"it answered with HTTP status {(int)status}", status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500);
        }
    }
}
