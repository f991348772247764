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
    public void A_reference_to_an_unknown_resource() => AssertRefused(() => _manifest.SetVariable("backend", "A", "{nobody.connectionString}"), "'backend'", "nobody.connectionString");

    [Fact]
    public void References_in_a_cycle() => AssertRefused(
        () =>
        {
            _manifest.Resources["one"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = "{other.connectionString}" };
            _manifest.Resources["other"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = "{one.connectionString}" };
        },
        "one",
        "other");

    [Fact]
    [Requirement("R024")]
    public void Waits_in_a_cycle() => AssertRefused(
        () => _manifest.Facts("redis")["waits"] = new JsonArray(new JsonObject { ["for"] = "backend", ["until"] = "healthy" }), "cycle", "redis", "backend", "Remove one of the waits");

    [Fact]
    public void A_wait_for_an_unknown_service() => AssertRefused(
        () => _manifest.Facts("redis")["waits"] = new JsonArray(new JsonObject { ["for"] = "nobody", ["until"] = "healthy" }), "'redis'", "'nobody'");

    [Fact]
    public void One_port_twice() => AssertRefused(
        () => _manifest.Facts("loki")["published"] = new JsonArray(new JsonObject { ["host"] = 9093, ["container"] = 3100 }), "'loki'", "'alertmanager'", "9093");

    [Fact]
    public void An_invalid_port() => AssertRefused(() => _manifest.Facts("loki")["published"] = new JsonArray(new JsonObject { ["host"] = 70000, ["container"] = 1 }), "'loki'", "70000");

    [Theory]
    [InlineData("backend-green", "the green slot of 'backend'")]
    [InlineData("backend-blue", "the blue slot of 'backend'")]
    [InlineData("wait-for-infra", "the gate of the blue slots")]
    [InlineData("wait-for-infra-green", "the gate of the green slots")]
    public void A_service_named_like_a_generated_one(string name, string other) => AssertRefused(
        () =>
        {
            _manifest.Resources[name] = _manifest.Resource("redis").DeepClone();
            _manifest.Resource("production")["services"]![name] = _manifest.Facts("redis").DeepClone();
        },
        $"'{name}'",
        other,
        "Rename");

    [Theory]
    [InlineData("health-interval", "HEALTH_INTERVAL")]
    [InlineData("site-names", "SITE_NAMES")]
    [InlineData("docker-host", "DOCKER_HOST")]
    [InlineData("path", "PATH")]
    [InlineData("backend-image", "BACKEND_IMAGE")]
    public void A_parameter_whose_variable_means_something_else(string name, string variable) => AssertRefused(
        () =>
        {
            _manifest.Resources[name] = new JsonObject
            {
                ["type"] = "parameter.v0",
                ["value"] = $"{{{name}.inputs.value}}",
                ["inputs"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "string" } },
            };
            _manifest.SetVariable("backend", "A", $"{{{name}.value}}");
        },
        $"'{variable}'",
        "a parameter",
        "Rename");

    [Fact]
    public void A_volume_named_like_an_unnamed_one() => AssertRefused(
        () =>
        {
            _manifest.Resource("redis")["volumes"]!.AsArray().Insert(0, new JsonObject { ["target"] = "/other" });
            _manifest.Resource("loki")["volumes"]![0]!["name"] = "redis-volume-0";
        },
        "'redis-volume-0'",
        "an unnamed volume of 'redis'");

    [Fact]
    public void A_bind_mount_of_the_repository() => AssertRefused(
        () => _manifest.Resource("redis")["bindMounts"] = new JsonArray(new JsonObject { ["source"] = "conf/redis", ["target"] = "/etc/redis", ["readOnly"] = true }), "'redis'", "'conf/redis'", "set its Mounts");

    [Fact]
    public void A_service_whose_name_is_not_a_host_name() => AssertRefused(() => _manifest.Resources["Cache"] = new JsonObject { ["type"] = "container.v0", ["image"] = "a:1" }, "'Cache'", "DNS");

    [Fact]
    public void A_parameter_may_be_called_as_Aspire_allows()
    {
        _manifest.Resources["RateLimit"] = new JsonObject
        {
            ["type"] = "parameter.v0",
            ["value"] = "{RateLimit.inputs.value}",
            ["inputs"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "string" } },
        };
        _manifest.SetVariable("backend", "A", "{RateLimit.value}");
        var compose = PublishedTree.Render(ManifestReader.Parse(_manifest.Bytes)).Single(file => file.Path == "docker-compose.production.yml");
        Assert.Contains("A: \"${RATELIMIT:?set RATELIMIT in .env}\"", Encoding.UTF8.GetString(compose.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Udp_and_tcp_on_one_port_are_two_ports_and_two_bindings_of_one_are_one()
    {
        foreach (var (name, protocol) in new[] { ("quic", "udp"), ("again", "tcp") })
        {
            _manifest.Resource("nginx")["bindings"]![name] = new JsonObject { ["scheme"] = "https", ["protocol"] = protocol, ["transport"] = "http", ["targetPort"] = 443, ["external"] = true };
        }

        var compose = Encoding.UTF8.GetString(PublishedTree.Render(ManifestReader.Parse(_manifest.Bytes)).Single(file => file.Path == "docker-compose.production.yml").Content.Span);
        var ports = Support.YamlFile.Parse(compose)["services"]!["nginx"]!;
        Assert.Equal(["0.0.0.0:${PORT_443:-443}:443", "0.0.0.0:${PORT_443:-443}:443/udp", "0.0.0.0:${PORT_80:-80}:80"], ports["ports"]!.AsArray().Select(port => port!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["443", "443/udp", "80"], ports["expose"]!.AsArray().Select(port => port!.ToString()).Order(StringComparer.Ordinal));
    }

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
