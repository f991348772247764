using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Images;

/// <summary>Sends requests to a registry, and logs in the way that it asks for.</summary>
/// <param name="client">Sends them.</param>
/// <param name="account">The account; null asks without one.</param>
/// <param name="fault">The error for what goes wrong with the login: "issued no access token".</param>
internal sealed partial class RegistrySession(HttpClient client, NetworkCredential? account, Func<string, Exception> fault)
{
    /// <summary>An image for several platforms first, so that one digest is right for each of them.</summary>
    private static readonly string[] s_forms =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    [GeneratedRegex("(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ChallengePart { get; }

    private AuthenticationHeaderValue? Basic => account is null ? null
        : new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}")));

    /// <summary>Sends a request; it comes back as soon as the head of the answer is there.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, address, authorization: null, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        var challenges = answer.Headers.WwwAuthenticate;
        if (challenges.FirstOrDefault(header => header.Scheme == "Bearer") is { Parameter: { } challenge })
        {
            answer.Dispose();
            return await SendAsync(method, address, new("Bearer", await GetTokenAsync(challenge, cancellationToken)), cancellationToken);
        }

        if (Basic is not { } basic || challenges.All(header => header.Scheme != "Basic"))
        {
            return answer;
        }

        answer.Dispose();
        return await SendAsync(method, address, basic, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var form in s_forms)
        {
            request.Headers.Accept.Add(new(form));
        }

        request.Headers.Authorization = authorization;
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Gets a token from where the registry says.</summary>
    private async Task<string> GetTokenAsync(string challenge, CancellationToken cancellationToken)
    {
        var parts = ChallengePart.Matches(challenge).ToDictionary(part => part.Groups["name"].Value, part => part.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address) || (address.Scheme != "https" && !address.IsLoopback))
        {
            throw fault("requires an access token but names no HTTPS address that issues it");
        }

        var query = string.Join('&', parts.Where(part => !part.Key.Equals("realm", StringComparison.OrdinalIgnoreCase)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Query = query }.Uri) { Headers = { Authorization = Basic } };
        using var answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw fault($"issued no access token (HTTP status {(int)answer.StatusCode})");
        }

        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
        return json.RootElement.ValueKind == JsonValueKind.Object && (json.RootElement.TryGetProperty("token", out var token) || json.RootElement.TryGetProperty("access_token", out token)) && token.ValueKind == JsonValueKind.String
            ? token.GetString()!
            : throw fault("returned no access token");
    }
}
