using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Cloudflared;

/// <summary>The tunnel's configuration, compared with its documentation, because cloudflared itself is not available here.</summary>
public sealed class CloudflaredConfigurationTests
{
    private readonly JsonObject _file = YamlFile.Parse(Published.Text("cloudflared/config.yml"));

    [Fact]
    public void Every_setting_is_documented_and_the_last_rule_takes_everything()
    {
        Assert.Equal(["ingress"], _file.Select(setting => setting.Key));
        var rules = _file["ingress"]!.AsArray();
        Assert.All(rules, rule => Assert.Subset(new HashSet<string> { "hostname", "path", "service", "originRequest" }, rule!.AsObject().Select(setting => setting.Key).ToHashSet()));
        Assert.Equal(["service"], rules[^1]!.AsObject().Select(setting => setting.Key));
    }

    [Fact]
    [Requirement("R078")]
    public void It_leads_to_the_port_of_the_edge_that_trusts_the_tunnel()
    {
        var service = new Uri(_file["ingress"]![0]!["service"]!.ToString());
        Assert.Equal(("http", "nginx"), (service.Scheme, service.Host));
        var listens = Published.Files.Where(file => file.Path.StartsWith("nginx/", StringComparison.Ordinal) && file.Kind == FileKind.Regular)
            .Where(file => Published.Text(file.Path).Contains($"listen {service.Port};", StringComparison.Ordinal));
        // With its certificate and without one.
        Assert.Equal(["nginx/sites-without-tls.conf", "nginx/sites.conf"], listens.Select(file => file.Path));
    }

    [Fact]
    public void It_is_read_where_it_is_mounted()
    {
        var tunnel = ComposeText.Cloudflare["cloudflared"];
        var arguments = ComposeText.Items(tunnel["command"]);
        var mount = Assert.Single(tunnel["volumes"]!.AsArray())!;
        Assert.Equal("./cloudflared", mount["source"]!.ToString());
        Assert.Equal($"{mount["target"]}/config.yml", arguments[arguments.ToList().IndexOf("--config") + 1]);
    }

    [Fact]
    public void A_tunnel_that_does_not_wait_for_the_edge_is_refused()
    {
        var model = Published.Model with
        {
            Services = [.. Published.Model.Services.Select(service => service.Name == "cloudflared" ? service with { Facts = service.Facts with { Waits = [] } } : service)],
        };
        var error = Assert.Throws<PublishingException>(() => PublishedTree.Render(model));
        Assert.Contains("'cloudflared' does not wait for the edge", error.Message, StringComparison.Ordinal);
    }
}
