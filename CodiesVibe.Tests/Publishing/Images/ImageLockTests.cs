using System.Net;
using System.Net.Sockets;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Tests.Publishing.Images;

/// <summary>Digests from a registry, here a stand-in.</summary>
public sealed class ImageLockTests : IDisposable
{
    private static readonly string s_digest = $"sha256:{new string('a', 64)}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-lock-");
    private readonly HttpClient _client = new();

    private string LockFile => Path.Combine(_folder.FullName, ImageLock.FileName);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Images_are_pinned_to_the_digests_of_their_registry(bool needsToken)
    {
        await using var registry = await StandInRegistry.StartAsync(new() { ["team/app:1.0"] = s_digest, ["library/base:2"] = s_digest }, needsToken);
        var pinned = await AskAsync($"{registry.Host}/team/app:1.0", $"{registry.Host}/team/app:1.0@{s_digest}", $"{registry.Host}/library/base:2");
        pinned.Write(LockFile);

        var read = ImageLock.Read(LockFile);
        Assert.Equal(s_digest, read.Find($"{registry.Host}/team/app:1.0"));
        Assert.Null(read.Find($"{registry.Host}/team/app:1.1"));
        Assert.Equal([$"{registry.Host}/library/base:2", $"{registry.Host}/team/app:1.0"], read.Images.Keys);
        Assert.Equal(needsToken ? 6 : 2, registry.Requests.Count);
        Assert.All(registry.Requests.Where(request => request.Contains("/manifests/", StringComparison.Ordinal)), request => Assert.StartsWith("HEAD ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docker.io/mongo:7", "https://registry-1.docker.io/v2/library/mongo/manifests/7")]
    [InlineData("mongo:7", "https://registry-1.docker.io/v2/library/mongo/manifests/7")]
    [InlineData("team/app:7", "https://registry-1.docker.io/v2/team/app/manifests/7")]
    [InlineData("ghcr.io/google/cadvisor:0.60.5", "https://ghcr.io/v2/google/cadvisor/manifests/0.60.5")]
    [InlineData("registry.test:5000/app:1", "https://registry.test:5000/v2/app/manifests/1")]
    [InlineData("localhost:5000/app:1", "http://localhost:5000/v2/app/manifests/1")]
    public void Only_this_machine_is_queried_over_plain_http(string image, string address) => Assert.Equal(address, ImageName.Parse(image).Manifest.AbsoluteUri);

    [Fact]
    public async Task No_other_machine_is_asked_for_a_token_over_plain_http()
    {
        await using var registry = await StandInRegistry.StartAsync(new() { ["app:1"] = s_digest }, needsToken: true, realm: "http://registry.invalid/token");
        await AssertFaultAsync($"{registry.Host}/app:1", "names no HTTPS address that issues it");
    }

    [Fact]
    public async Task A_missing_image_digest_or_tag_is_named()
    {
        await using var registry = await StandInRegistry.StartAsync(new() { ["silent:1"] = null, ["odd:1"] = "sha512:00" }, needsToken: false);
        await AssertFaultAsync($"{registry.Host}/app:1", $"The registry '{registry.Host}' has no image 'app' with the tag '1'");
        await AssertFaultAsync($"{registry.Host}/silent:1", "returned no valid digest");
        await AssertFaultAsync($"{registry.Host}/odd:1", "returned no valid digest");
        await AssertFaultAsync($"{registry.Host}/app", "has no tag");
    }

    [Fact]
    public async Task Without_a_network_there_is_one_error_and_the_file_is_unchanged()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await AssertFaultAsync($"127.0.0.1:{closed}/app:1", $"The registry '127.0.0.1:{closed}' cannot be reached");
        Assert.False(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_registry_that_does_not_respond_times_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await AssertFaultAsync($"{listener.LocalEndpoint}/app:1", "did not answer within");
    }

    [Theory]
    [InlineData("<<<<<<<")]
    [InlineData("null")]
    [InlineData("{ \"images\": { \"a:1\": \"latest\" } }")]
    [InlineData("{ \"images\": { \"a:1\": null } }")]
    public void A_damaged_file_is_named(string text)
    {
        File.WriteAllText(LockFile, text);
        var error = Assert.Throws<PublishingException>(() => ImageLock.Read(LockFile));
        Assert.Contains($"'{LockFile}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("aspire do pin-images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_nothing_is_pinned() => Assert.Null(ImageLock.Read(LockFile).Find("mongo:7"));

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<ImageLock> AskAsync(params string[] images) =>
        ImageLock.AskAsync(images, new(_client, TimeSpan.FromSeconds(3)), TestContext.Current.CancellationToken);

    private async Task AssertFaultAsync(string image, string part) =>
        Assert.Contains(part, (await Assert.ThrowsAsync<PublishingException>(() => AskAsync(image))).Message, StringComparison.Ordinal);
}
