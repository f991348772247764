using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Manifest;

/// <summary>The committed manifest, as it is read.</summary>
public sealed class CommittedManifestTests
{
    private readonly SystemModel _model = ManifestReader.Read(Path.Combine(Repository.Root, "aspire-manifest.json"));

    [Fact]
    public void Every_part_of_the_system_is_a_service() => Assert.Equal(
        [
            "alertmanager", "backend", "cadvisor", "cloudflared", "frontend", "grafana", "loki", "mongodb", "nginx", "nginx-exporter", "node-exporter",
            "prometheus", "promtail", "redis", "redis-exporter",
        ],
        _model.Services.Select(service => service.Name));

    [Fact]
    public void Waits_are_those_of_the_model()
    {
        Assert.Equal([new("mongodb", WaitUntil.Healthy), new("redis", WaitUntil.Healthy)], _model.Find("backend")!.Facts.Waits);
        Assert.Equal([new("backend", WaitUntil.Healthy), new("frontend", WaitUntil.Healthy)], _model.Find("nginx")!.Facts.Waits);
        Assert.Equal([new("prometheus", WaitUntil.Started)], _model.Find("grafana")!.Facts.Waits);
        Assert.Empty(_model.Find("frontend")!.Facts.Waits);
    }

    [Fact]
    public void Only_the_edge_is_external() => Assert.Equal(
        ["nginx:80", "nginx:443"],
        _model.Services.SelectMany(service => service.Facts.Published.Where(port => port.Everywhere).Select(port => $"{service.Name}:{port.Host}")));

    [Fact]
    [Requirement("R182")]
    public void A_connection_string_is_made_of_addresses_inside_and_secrets()
    {
        var connection = _model.Find("backend")!.Environment.Single(variable => variable.Key == "ConnectionStrings__redis").Value;
        Assert.Equal([new LiteralPart("redis:6379,password="), new SecretPart("redis-password"), new LiteralPart(",user=codiesvibe")], connection.Parts);
    }

    [Fact]
    public void The_users_of_the_cache_hold_no_password_but_its_hash()
    {
        var users = _model.Find("redis")!.SecretFiles.Single().Value;
        Assert.Equal(
            [new SecretPart("redis-password", SecretForm.Sha256), new SecretPart("redis-exporter-password", SecretForm.Sha256), new SecretPart("redis-maintenance-password", SecretForm.Sha256)],
            users.Parts.OfType<SecretPart>());
    }
}
