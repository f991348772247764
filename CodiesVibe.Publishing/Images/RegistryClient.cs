using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Images;

/// <summary>Asks registries by their HTTP interface, version 2.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="patience">How long one image may take; 30 s when left out.</param>
/// <param name="account">The account at the registry; null asks without one.</param>
public sealed partial class RegistryClient(HttpClient client, TimeSpan? patience = null, NetworkCredential? account = null)
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest { get; }

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
            // The head only, since registries count the bodies that they send.
            using var answer = await new RegistrySession(client, account, what => Fault(name, what)).SendAsync(HttpMethod.Head, name.Manifest, limit.Token);
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
}
