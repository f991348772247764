using System.Text;
using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;

namespace CodiesVibe.Tests.Publishing.Fuzz;

/// <summary>Manifests that cannot be published: one line that names the resource and the remedy.</summary>
public sealed class BadManifestTests
{
    private readonly HostileManifest _manifest = HostileManifest.Committed();

    [Fact]
    public void An_unknown_type() => AssertRefused(() => _manifest.Resource("redis")["type"] = "azure.bicep.v0", "'redis'", "'azure.bicep.v0'", "ExcludeFromManifest()");

    [Fact]
    public void A_newer_version_of_a_known_type() => AssertRefused(() => _manifest.Resource("redis")["type"] = "container.v9", "'redis'", "'container.v9', a version that this publisher does not support");

    [Fact]
    public void Facts_of_a_newer_schema() => AssertRefused(() => _manifest.Resource("production")["type"] = "codiesvibe.production.v1", "'production'", "'codiesvibe.production.v1'");

    [Fact]
    public void A_fact_that_this_version_does_not_know() => AssertRefused(() => _manifest.Facts("redis")["gpu"] = 1, "'production'", "gpu");

    [Fact]
    public void A_reference_to_nobody() => AssertRefused(() => _manifest.SetVariable("backend", "A", "{nobody.connectionString}"), "'backend'", "nobody.connectionString");

    [Fact]
    public void References_in_a_circle() => AssertRefused(
        () =>
        {
            _manifest.Resources["one"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = "{other.connectionString}" };
            _manifest.Resources["other"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = "{one.connectionString}" };
        },
        "one",
        "other");

    [Fact]
    public void Waits_in_a_circle() => AssertRefused(
        () => _manifest.Facts("redis")["waits"] = new JsonArray(new JsonObject { ["for"] = "backend", ["until"] = "healthy" }), "cycle", "redis", "backend", "Remove one of the waits");

    [Fact]
    public void A_wait_for_nobody() => AssertRefused(
        () => _manifest.Facts("redis")["waits"] = new JsonArray(new JsonObject { ["for"] = "nobody", ["until"] = "healthy" }), "'redis'", "'nobody'");

    [Fact]
    public void One_port_twice() => AssertRefused(
        () => _manifest.Facts("loki")["published"] = new JsonArray(new JsonObject { ["host"] = 9093, ["container"] = 3100 }), "'loki'", "'alertmanager'", "9093");

    [Fact]
    public void A_port_that_is_none() => AssertRefused(() => _manifest.Facts("loki")["published"] = new JsonArray(new JsonObject { ["host"] = 70000, ["container"] = 1 }), "'loki'", "70000");

    [Fact]
    public void A_service_without_facts() => AssertRefused(() => _manifest.Resource("production")["services"]!.AsObject().Remove("redis"), "'redis'", "InProduction(...)");

    [Fact]
    public void A_service_without_image() => AssertRefused(() => _manifest.Resource("redis").Remove("image"), "'redis'", "no image");

    [Fact]
    public void One_name_twice() => AssertRefused(
        Encoding.UTF8.GetBytes("""{ "resources": { "a": { "type": "container.v0", "image": "a:1" }, "a": { "type": "container.v0", "image": "a:1" } } }"""), "not valid JSON", "publish-manifest");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"resources\": [] }")]
    [InlineData("{ \"resources\": {")]
    public void No_manifest_at_all(string text) => AssertRefused(Encoding.UTF8.GetBytes(text), "manifest", "aspire do publish-manifest");

    [Fact]
    public void No_file() => Assert.Contains("aspire do publish-manifest", Assert.Throws<PublishingException>(() => ManifestReader.Read("/nowhere/aspire-manifest.json")).Message, StringComparison.Ordinal);

    private void AssertRefused(Action change, params string[] parts)
    {
        change();
        AssertRefused(_manifest.Bytes, parts);
    }

    private static void AssertRefused(byte[] manifest, params string[] parts)
    {
        var error = Assert.Throws<PublishingException>(() => PublishedTree.Render(ManifestReader.Parse(manifest))).Message;
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error);
    }
}
