using System.Net;
using System.Text.Json;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Delivery.Images;

/// <summary>The images of one name in a registry, by the interface of the Open Container Initiative.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="name">The name; its tag does not matter.</param>
/// <param name="account">The account at the registry; null asks without one.</param>
/// <param name="patience">How long one answer may take; 30 s when left out.</param>
internal sealed class ImageRepository(HttpClient client, ImageName name, NetworkCredential? account, TimeSpan? patience = null)
{
    private const int MostPages = 1000;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    /// <summary>The name with its registry.</summary>
    public string Name => $"{name.Registry}/{name.Repository}";

    /// <summary>All that have a tag. When an image was pushed no registry says, so that it counts as pushed when it was made, and as new where it does not say.</summary>
    /// <exception cref="DeliveryException">The registry does not answer as registries do.</exception>
    public async Task<IReadOnlyList<StoredImage>> ListAsync(CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var tag in await TagsAsync(cancellationToken))
        {
            var digest = await SendAsync(HttpMethod.Head, ManifestOf(tag), answer => Task.FromResult(
                answer.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.Single() is var stated && RegistryClient.IsDigest(stated) ? stated : throw Fault($"states no digest of the tag '{tag}'")), cancellationToken);
            (tags.TryGetValue(digest, out var same) ? same : tags[digest] = []).Add(tag);
        }

        var images = new List<StoredImage>();
        foreach (var (digest, names) in tags)
        {
            var manifest = await ReadAsync<Manifest>(ManifestOf(digest), cancellationToken);
            var platforms = (manifest.Manifests ?? []).Select(platform => platform.Digest).ToList();
            images.Add(new(digest, names, await MadeAtAsync(manifest, platforms, cancellationToken)) { Platforms = platforms });
        }

        return images;
    }

    /// <summary>Removes an image with all its tags.</summary>
    /// <exception cref="DeliveryException">The registry refuses that.</exception>
    public Task RemoveAsync(string digest, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, ManifestOf(digest), _ => Task.FromResult(true), cancellationToken);

    /// <summary>A registry may answer with a page of them and the address of the next. One that is missed could name an image that goes.</summary>
    private async Task<List<string>> TagsAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        Uri? next = new(name.Manifest, "../tags/list");
        for (var pages = 0; next is not null; pages++)
        {
            var page = next;
            (var more, next) = pages < MostPages
                ? await SendAsync(HttpMethod.Get, page, async answer => ((await ParseAsync<TagList>(answer, cancellationToken)).Tags ?? [], NextOf(answer, page)), cancellationToken)
                : throw Fault($"answers with more than {MostPages} pages of tags");
            tags.AddRange(more);
        }

        return tags;
    }

    /// <summary>The header is <c>&lt;/v2/…&gt;; rel="next"</c>. It leads to this registry or nowhere: an account is sent along.</summary>
    private Uri? NextOf(HttpResponseMessage answer, Uri page)
    {
        if (!answer.Headers.TryGetValues("Link", out var links) || links.FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal)) is not { } link)
        {
            return null;
        }

        return Uri.TryCreate(page, link.Split('<', '>') is [_, var target, ..] ? target : "", out var next) && next.GetLeftPart(UriPartial.Authority) == page.GetLeftPart(UriPartial.Authority)
            ? next
            : throw Fault($"says that more tags are at '{link}', which is not an address of its own");
    }

    private async Task<DateTimeOffset> MadeAtAsync(Manifest manifest, List<string> platforms, CancellationToken cancellationToken)
    {
        var configurations = manifest.Config is { } own ? [own.Digest] : new List<string>();
        foreach (var platform in platforms)
        {
            if ((await ReadAsync<Manifest>(ManifestOf(platform), cancellationToken)).Config is { } configuration)
            {
                configurations.Add(configuration.Digest);
            }
        }

        var times = new List<DateTimeOffset>();
        foreach (var configuration in configurations)
        {
            if ((await ReadAsync<Configuration>(new(name.Manifest, $"../blobs/{configuration}"), cancellationToken)).Created is { } created)
            {
                times.Add(created);
            }
        }

        return times.Count == 0 ? DateTimeOffset.MaxValue : times.Max();
    }

    private Uri ManifestOf(string reference) => (name with { Tag = reference }).Manifest;

    private Task<TDocument> ReadAsync<TDocument>(Uri address, CancellationToken cancellationToken)
        where TDocument : class => SendAsync(HttpMethod.Get, address, answer => ParseAsync<TDocument>(answer, cancellationToken), cancellationToken);

    private async Task<TDocument> ParseAsync<TDocument>(HttpResponseMessage answer, CancellationToken cancellationToken)
        where TDocument : class
    {
        // A page in front of the registry answers with success.
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<TDocument>(text, JsonSerializerOptions.Web) ?? throw new JsonException("it is null");
        }
        catch (JsonException)
        {
            throw text.TrimStart().StartsWith('<')
                ? Fault("is a web page and not a registry. Correct Deploy:Registry, or look what stands in front of it")
                : Fault($"answers {answer.RequestMessage?.RequestUri} with what registries do not");
        }
    }

    private async Task<TResult> SendAsync<TResult>(HttpMethod method, Uri address, Func<HttpResponseMessage, Task<TResult>> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            using var answer = await new RegistrySession(client, account, Fault).SendAsync(method, address, limit.Token);
            return answer.IsSuccessStatusCode ? await read(answer) : throw Fault(Refusal(method, answer.StatusCode));
        }
        catch (HttpRequestException exception)
        {
            throw Fault($"cannot be reached ({exception.Message})");
        }
        catch (JsonException)
        {
            throw Fault("returned an access token that cannot be read");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault($"did not answer within {_patience.TotalSeconds:0.#} s");
        }
    }

    private static string Refusal(HttpMethod method, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"does not let this account {(method == HttpMethod.Delete ? "remove" : "read")} images (status {(int)status}). Give Deploy:RegistryUser and Deploy:RegistryTokenFile of one that may",
        HttpStatusCode.MethodNotAllowed when method == HttpMethod.Delete =>
            "lets nobody remove images (status 405). Allow it in the registry's own configuration (storage.delete.enabled); on GitHub, remove versions on the page of the package",
        HttpStatusCode.NotFound => "does not have it (status 404). Is Deploy:Registry the one that images are pushed to?",
        _ => $"answered with status {(int)status}",
    };

    private DeliveryException Fault(string what) => new($"'{Name}': the registry {what}{(what.EndsWith('?') ? "" : ".")}");

    private sealed record TagList(IReadOnlyList<string>? Tags = null);

    private sealed record Manifest(Descriptor? Config = null, IReadOnlyList<Descriptor>? Manifests = null);

    private sealed record Descriptor(string Digest);

    private sealed record Configuration(DateTimeOffset? Created = null);
}
