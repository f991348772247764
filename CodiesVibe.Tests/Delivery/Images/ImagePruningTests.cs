using System.Text.Json;
using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Images;
using CodiesVibe.Publishing.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Delivery.Images;

/// <summary>Removing images from a registry: the real one, and stand-ins for those that refuse.</summary>
public sealed class ImagePruningTests : IDisposable
{
    private const string Name = "test/codiesvibe-backend";

    private static readonly string[] s_services = ["backend"];

    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;

    private readonly HttpClient _client = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-prune-");
    private readonly List<string> _reported = [];

    [Fact]
    [Requirement("R107", "R115", "R130")]
    public async Task Old_images_go_from_the_registry_and_what_somebody_names_stays()
    {
        await using var registry = await LocalRegistry.StartAsync(allowsRemoval: true);
        var old = s_now.AddDays(-100);
        await registry.PushAsync(Name, old.AddHours(1), "latest", "main-1111111");
        await registry.PushAsync(Name, old.AddHours(2), "1.2.3");
        var deployed = await registry.PushAsync(Name, old.AddHours(3), "deployed-before");
        await registry.PushAsync(Name, old.AddHours(4), "by-tag");
        await registry.PushAsync(Name, old.AddHours(5), "main-2222222", "sha-2222222");
        var platform = await registry.PushAsync(Name, old.AddHours(6), "platform");
        await registry.PushIndexAsync(Name, [platform], "stable");
        await registry.PushIndexAsync(Name, [await registry.PushAsync(Name, old.AddHours(7), "main-3333333")], "old-index");
        await registry.PushAsync(Name, s_now.AddDays(-2), "young");
        Record("production/releases/3-x", $"{registry.Host}/{Name}:by-tag");
        Record("staging/releases/1-y", $"{registry.Host}/{Name}:gone@{deployed}");
        var all = await registry.TagsAsync(Name);

        Assert.Equal((10, 3), await PruneAsync(registry.Image(Name), isReal: false));
        Assert.Equal(all, await registry.TagsAsync(Name));
        Assert.Contains(_reported, line => line.StartsWith("Would remove ", StringComparison.Ordinal) && line.EndsWith(": main-2222222, sha-2222222", StringComparison.Ordinal));

        Assert.Equal((10, 3), await PruneAsync(registry.Image(Name), isReal: true));
        Assert.Equal(["1.2.3", "by-tag", "deployed-before", "latest", "main-1111111", "platform", "stable", "young"], await registry.TagsAsync(Name));
        Assert.Equal((7, 0), await PruneAsync(registry.Image(Name), isReal: true));
    }

    [Fact]
    public async Task A_registry_that_lets_nobody_remove_images_says_so()
    {
        await using var registry = await LocalRegistry.StartAsync(allowsRemoval: false);
        await registry.PushAsync(Name, s_now.AddDays(-100), "main-1111111");
        Record("production", $"{registry.Host}/{Name}:other");
        await AssertFaultAsync(registry.Image(Name), "lets nobody remove images (status 405). Allow it in the registry's own configuration (storage.delete.enabled)");
        Assert.Equal(["main-1111111"], await registry.TagsAsync(Name));
    }

    [Theory]
    [InlineData(401, "", "does not let this account read images (status 401). Give Deploy:RegistryUser and Deploy:RegistryTokenFile of one that may.")]
    [InlineData(403, "", "does not let this account read images (status 403)")]
    [InlineData(404, "", "does not have it (status 404)")]
    [InlineData(503, "", "answered with status 503.")]
    [InlineData(200, "<html>Welcome</html>", "is a web page and not a registry. Correct Deploy:Registry")]
    [InlineData(200, "[]", "with what registries do not.")]
    public async Task A_registry_that_refuses_is_one_clear_error(int status, string body, string message)
    {
        await using var registry = await StandInAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        var image = ImageName.Parse($"{new Uri(registry.Urls.Single()).Authority}/{Name}:any");
        Record("production", $"{image}");
        await AssertFaultAsync(image, message);
    }

    /// <summary>A tag on the second page may name an image of the first.</summary>
    [Theory]
    [InlineData("/v2/test/codiesvibe-backend/tags/list?last=a", null)]
    [InlineData("https://elsewhere.example.org/v2/x/tags/list", "which is not an address of its own")]
    public async Task Tags_are_read_to_the_last_page_of_this_registry(string next, string? message)
    {
        var digest = $"sha256:{new string('a', 64)}";
        await using var registry = await StandInAsync(async context =>
        {
            var isList = context.Request.Path.Value!.EndsWith("/tags/list", StringComparison.Ordinal);
            var isFirst = isList && !context.Request.Query.ContainsKey("last");
            context.Response.Headers["Docker-Content-Digest"] = digest;
            if (isFirst)
            {
                context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
            }

            await context.Response.WriteAsync(isFirst ? """{"tags":["main-1111111"]}""" : isList ? """{"tags":["latest"]}""" : "{}");
        });
        var repository = new ImageRepository(_client, ImageName.Parse($"{new Uri(registry.Urls.Single()).Authority}/{Name}:any"), account: null);
        if (message is not null)
        {
            Assert.Contains(message, (await Assert.ThrowsAsync<DeliveryException>(() => repository.ListAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(["main-1111111", "latest"], Assert.Single(await repository.ListAsync(TestContext.Current.CancellationToken)).Tags);
    }

    [Fact]
    public async Task Without_the_records_of_this_product_nothing_is_looked_at()
    {
        var image = ImageName.Parse($"127.0.0.1:1/{Name}:any");
        Assert.Contains("holds no release.json, so nobody knows which images are in use", Assert.Throws<DeliveryException>(() => ReleaseRecords.Read(_folder.FullName)).Message, StringComparison.Ordinal);
        Record("production", "ghcr.io/somebody/else:1");
        await AssertFaultAsync(image, $"No release names the image '127.0.0.1:1/{Name}'; they name ghcr.io/somebody/else.");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "production", "release.json"), "{", TestContext.Current.CancellationToken);
        Assert.Contains("is not the record of a release", Assert.Throws<DeliveryException>(() => ReleaseRecords.Read(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>As a server has it.</summary>
    private void Record(string folder, string image) => File.WriteAllText(
        Path.Combine(_folder.CreateSubdirectory(folder).FullName, "release.json"),
        JsonSerializer.Serialize(new { number = 1, version = "x", services = s_services, strategy = "rolling", by = "test", at = s_now, images = new { backend = image }, files = new { } }));

    private Task<(int All, int Gone)> PruneAsync(ImageName image, bool isReal) => new ImagePruning(new(Newest: 0, TimeSpan.FromDays(30)), TimeProvider.System, _reported.Add)
        .RunAsync(new(_client, image, account: null), ReleaseRecords.Read(_folder.FullName), isReal, TestContext.Current.CancellationToken);

    private async Task AssertFaultAsync(ImageName image, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<DeliveryException>(() => PruneAsync(image, isReal: true))).Message, StringComparison.Ordinal);

    private static async Task<WebApplication> StandInAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }
}
