using System.Net;
using System.Text.Json;

namespace CodiesVibe.Delivery;

/// <summary>Asks the websites of the directory's tools whether they are still there.</summary>
/// <param name="client">How they are asked; it follows redirects.</param>
/// <param name="limit">How long one of them may take.</param>
internal sealed class ToolLinks(HttpClient client, TimeSpan limit)
{
    private const int AtOnce = 8;

    /// <summary>The tools and their websites, as a seed file has them.</summary>
    /// <exception cref="DeliveryException">It is not a list of tools.</exception>
    public static IReadOnlyList<(string Slug, Uri Website)> Read(string file)
    {
        try
        {
            using var tools = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. tools.RootElement.EnumerateArray().Select(tool => (tool.GetProperty("slug").GetString()!, new Uri(tool.GetProperty("website").GetString()!)))];
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException or ArgumentNullException)
        {
            throw new DeliveryException($"{file} is not a list of tools with a slug and a website: {error.Message}");
        }
    }

    /// <summary>Asks all of them, a few at once.</summary>
    /// <returns>Those that do not answer with success, in the order of the tools.</returns>
    public async Task<IReadOnlyList<UnansweredLink>> AskAsync(IReadOnlyList<(string Slug, Uri Website)> tools, CancellationToken cancellationToken)
    {
        var found = new UnansweredLink?[tools.Count];
        await Parallel.ForAsync(0, tools.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
        {
            var (slug, website) = tools[index];
            found[index] = await AskAsync(website, token) is { } fault ? new(slug, website, fault.What, fault.IsRefusal) : null;
        });
        return [.. found.OfType<UnansweredLink>()];
    }

    private async Task<(string What, bool IsRefusal)?> AskAsync(Uri website, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limit);
        try
        {
            var status = await StatusAsync(HttpMethod.Head, website, time.Token);
            // Not every server knows HEAD.
            status = IsSuccess(status) ? status : await StatusAsync(HttpMethod.Get, website, time.Token);
            return IsSuccess(status)
                ? null
                : ($"status {(int)status}", status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no answer within {limit.TotalSeconds:0.#} s", false);
        }
        catch (HttpRequestException error)
        {
            return (error.Message, false);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, Uri website, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, website);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return answer.StatusCode;
    }

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and < 300;
}
