using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CodiesVibe.Publishing.Images;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Images;

/// <summary>The registry of Debian on loopback, with images that consist of a configuration only.</summary>
internal sealed class LocalRegistry : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-registry-");
    private readonly HttpClient _client = new();
    private Command? _program;

    private LocalRegistry(int port) => Host = $"127.0.0.1:{port}";

    /// <summary>Its name in front of an image.</summary>
    public string Host { get; }

    /// <param name="allowsRemoval">Whether images can be removed.</param>
    public static async Task<LocalRegistry> StartAsync(bool allowsRemoval)
    {
        var program = InstalledProgram.Require("docker-registry");
        var registry = new LocalRegistry(FreePort.Find());
        var settings = Path.Combine(registry._folder.FullName, "registry.yml");
        await File.WriteAllTextAsync(settings, $$"""
            version: 0.1
            log: { level: warn, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{registry._folder.FullName}}/images }, delete: { enabled: {{(allowsRemoval ? "true" : "false")}} } }
            http: { addr: "{{registry.Host}}" }
            """);
        registry._program = Command.Start(program, ["serve", settings], registry._folder.FullName, ("OTEL_TRACES_EXPORTER", "none"));
        await Eventually.BecomesTrueAsync("the registry answers", TimeSpan.FromSeconds(20), registry.AnswersAsync);
        return registry;
    }

    /// <summary>The images of a name.</summary>
    public ImageName Image(string name) => ImageName.Parse($"{Host}/{name}:any");

    /// <summary>Pushes an image for one platform.</summary>
    /// <returns>Its digest.</returns>
    public async Task<string> PushAsync(string name, DateTimeOffset made, params string[] tags)
    {
        var configuration = JsonSerializer.Serialize(new { created = made, architecture = "amd64", os = "linux", rootfs = new { type = "layers", diff_ids = Array.Empty<string>() } });
        var digest = DigestOf(configuration);
        using var place = await _client.PostAsync(new Uri($"http://{Host}/v2/{name}/blobs/uploads/"), null);
        var address = place.Headers.Location!.ToString();
        using var blob = await _client.PutAsync(new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={digest}"), new ByteArrayContent(Encoding.UTF8.GetBytes(configuration)));
        blob.EnsureSuccessStatusCode();
        const string Form = "application/vnd.oci.image.manifest.v1+json";
        var manifest = JsonSerializer.Serialize(new
        {
            schemaVersion = 2,
            mediaType = Form,
            config = new { mediaType = "application/vnd.oci.image.config.v1+json", digest, size = Encoding.UTF8.GetByteCount(configuration) },
            layers = Array.Empty<object>(),
        });
        return await PutManifestAsync(name, manifest, Form, tags);
    }

    /// <summary>Pushes an image of several platforms, which are there already.</summary>
    /// <returns>Its digest.</returns>
    public async Task<string> PushIndexAsync(string name, IEnumerable<string> platforms, params string[] tags)
    {
        const string Form = "application/vnd.oci.image.index.v1+json";
        return await PutManifestAsync(name, JsonSerializer.Serialize(new
        {
            schemaVersion = 2,
            mediaType = Form,
            manifests = platforms.Select(digest => new { mediaType = "application/vnd.oci.image.manifest.v1+json", digest, size = 1, platform = new { os = "linux", architecture = "amd64" } }),
        }), Form, tags);
    }

    /// <summary>The tags that can be pulled.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string name)
    {
        using var list = JsonDocument.Parse(await _client.GetStringAsync(new Uri($"http://{Host}/v2/{name}/tags/list")));
        return list.RootElement.GetProperty("tags") is { ValueKind: JsonValueKind.Array } tags ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!).Order(StringComparer.Ordinal)] : [];
    }

    public async ValueTask DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> PutManifestAsync(string name, string manifest, string form, string[] tags)
    {
        foreach (var tag in tags)
        {
            using var body = new StringContent(manifest) { Headers = { ContentType = new MediaTypeHeaderValue(form) } };
            using var answer = await _client.PutAsync(new Uri($"http://{Host}/v2/{name}/manifests/{tag}"), body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        return DigestOf(manifest);
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_program!.HasEnded, _program.All);
        try
        {
            using var answer = await _client.GetAsync(new Uri($"http://{Host}/v2/"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string DigestOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
