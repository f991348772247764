using System.Net;
using System.Net.Mime;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>Requests the page from its server.</summary>
internal sealed class FrontendProbe(UpstreamClient client)
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(Patience.ProbeSeconds);

    /// <returns>What is wrong, as text; null if the page is served.</returns>
    public async Task<string?> FindFaultAsync(Uri frontend, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(s_budget);
        using var request = new HttpRequestMessage(HttpMethod.Get, frontend) { Headers = { { "Accept", MediaTypeNames.Text.Html } } };
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, budget.Token);
            string? type = response.Content.Headers.ContentType?.MediaType;
            return response.StatusCode != HttpStatusCode.OK ? $"The frontend answers {(int)response.StatusCode}."
                : type != MediaTypeNames.Text.Html ? $"The frontend answers with {type ?? "no content type"} instead of a page."
                : null;
        }
        catch (HttpRequestException)
        {
            return "The frontend cannot be reached.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "The frontend did not answer in time.";
        }
    }
}
