using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Images;

/// <summary>Asks registries by their HTTP interface, version 2.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="patience">How long one image may take; 30 s when left out.</param>
/// <param name="account">The account at the registry; null asks without one.</param>
public sealed partial class RegistryClient(HttpClient client, TimeSpan? patience = null, NetworkCredential? account = null)
{
    /// <summary>An image for several platforms first, so that one digest is right for each of them.</summary>
    private static readonly string[] s_forms =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest { get; }

    [GeneratedRegex("(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ChallengePart { get; }

    internal static bool IsDigest(string text) => Digest.IsMatch(text);

    /// <summary>The digest of an image, as its registry states it.</summary>
    /// <param name="image">The name with a tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PublishingException">The registry does not answer, does not have the image, or states no digest.</exception>
    public async Task<string> GetDigestAsync(string image, CancellationToken cancellationToken)
    {
        var name = ImageName.Parse(image);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            using var answer = await AskAsync(name, limit.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                throw new PublishingException($"The registry '{name.Registry}' has no image '{name.Repository}' with the tag '{name.Tag}'. Correct the image in the app host.");
            }

            if (!answer.IsSuccessStatusCode)
            {
                throw Fault(name, $"answered with HTTP status {(int)answer.StatusCode}");
            }

            return answer.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.Single() is var digest && IsDigest(digest)
                ? digest
                : throw Fault(name, "returned no valid digest");
        }
        catch (HttpRequestException exception)
        {
            throw Fault(name, $"cannot be reached ({exception.Message})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(name, $"did not answer within {_patience.TotalSeconds:0} s");
        }
        catch (JsonException)
        {
            throw Fault(name, "returned an access token that cannot be read");
        }
    }

    private static PublishingException Fault(ImageName name, string what) =>
        new($"The registry '{name.Registry}' {what}, so the digest of '{name}' is unknown. Nothing was changed. Try again when the registry is available.");

    private AuthenticationHeaderValue? Basic => account is null ? null
        : new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}")));

    private async Task<HttpResponseMessage> AskAsync(ImageName name, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(name, authorization: null, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        var challenges = answer.Headers.WwwAuthenticate;
        if (challenges.FirstOrDefault(header => header.Scheme == "Bearer") is { Parameter: { } challenge })
        {
            answer.Dispose();
            return await SendAsync(name, new("Bearer", await GetTokenAsync(name, challenge, cancellationToken)), cancellationToken);
        }

        if (Basic is not { } basic || challenges.All(header => header.Scheme != "Basic"))
        {
            return answer;
        }

        answer.Dispose();
        return await SendAsync(name, basic, cancellationToken);
    }

    /// <summary>Asks for the head only, since registries count the bodies that they send.</summary>
    private async Task<HttpResponseMessage> SendAsync(ImageName name, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, name.Manifest);
        foreach (var form in s_forms)
        {
            request.Headers.Accept.Add(new(form));
        }

        request.Headers.Authorization = authorization;
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Gets a token from where the registry says.</summary>
    private async Task<string> GetTokenAsync(ImageName name, string challenge, CancellationToken cancellationToken)
    {
        var parts = ChallengePart.Matches(challenge).ToDictionary(part => part.Groups["name"].Value, part => part.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address) || (address.Scheme != "https" && !address.IsLoopback))
        {
            throw Fault(name, "requires an access token but names no HTTPS address that issues it");
        }

        var query = string.Join('&', parts.Where(part => !part.Key.Equals("realm", StringComparison.OrdinalIgnoreCase)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Query = query }.Uri) { Headers = { Authorization = Basic } };
        using var answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw Fault(name, $"issued no access token (HTTP status {(int)answer.StatusCode})");
        }

        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
        return json.RootElement.ValueKind == JsonValueKind.Object && (json.RootElement.TryGetProperty("token", out var token) || json.RootElement.TryGetProperty("access_token", out token)) && token.ValueKind == JsonValueKind.String
            ? token.GetString()!
            : throw Fault(name, "returned no access token");
    }
}
