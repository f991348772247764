using System.Globalization;
using System.Text.Json.Nodes;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>Every service of every file keeps every rule, or the model gives the reason for the exception.</summary>
public sealed class HardeningTests
{
    public static TheoryData<string, string> Services => [.. ComposeText.Names.SelectMany(file => ComposeText.Of(file).ServiceNames.Select(service => (file, service)))];

    [Theory]
    [Requirement("R069", "R071", "R080", "R157", "R167", "R168", "R169", "R170", "R171")]
    [MemberData(nameof(Services))]
    public void Every_service_keeps_the_rules(string file, string key)
    {
        var service = ComposeText.Of(file)[key];
        var gate = key.StartsWith("wait-for-infra", StringComparison.Ordinal);
        var developed = service["build"]?["target"]?.ToString() == "development";
        var waived = Waived(key);

        Assert.Equal(gate ? "no" : "unless-stopped", service["restart"]!.ToString());
        Assert.Equal("json-file", service["logging"]!["driver"]!.ToString());
        Assert.Equal(("10m", "3"), (service["logging"]!["options"]!["max-size"]!.ToString(), service["logging"]!["options"]!["max-file"]!.ToString()));
        Assert.Matches(@"^\d+s\z", service["stop_grace_period"]!.ToString());
        Assert.True(gate || waived.Contains(HardeningRule.HealthCheck) == service["healthcheck"] is null);
        Assert.Null(service["privileged"]);
        Assert.Null(service["cap_add"]);
        Assert.NotEqual("host", service["network_mode"]?.ToString());
        Assert.NotEmpty(ComposeText.Items(service["networks"]));
        if (developed)
        {
            return;
        }

        Assert.Matches(@"^\d+m\z", service["mem_limit"]!.ToString());
        Assert.InRange(double.Parse(service["cpus"]!.ToString(), CultureInfo.InvariantCulture), 0.1, 2);
        Assert.InRange(int.Parse(service["pids_limit"]!.ToString(), CultureInfo.InvariantCulture), 16, 1024);
        Assert.Equal(["no-new-privileges:true"], ComposeText.Items(service["security_opt"]));
        Assert.Equal(!waived.Contains(HardeningRule.ReadOnlyRoot), service["read_only"]?.ToString() == "true");
        Assert.Equal(waived.Contains(HardeningRule.NoCapabilities) ? [] : ["ALL"], ComposeText.Items(service["cap_drop"]));
        Assert.Equal(waived.Contains(HardeningRule.NoHostProcesses), service["pid"]?.ToString() == "host");
        Assert.Matches(waived.Contains(HardeningRule.NonRootUser) ? @"^0:0\z" : @"^[1-9]\d*:\d+\z", service["user"]!.ToString());
        Assert.Equal(waived.Contains(HardeningRule.NoHostMount), Mounts(service).Any(source => source.StartsWith('/')));
    }

    [Fact]
    public void What_is_mounted_from_the_directory_is_read_only_and_a_directory() => Assert.All(
        ComposeText.Names.Where(file => file != "docker-compose.dev.yml").SelectMany(file => ComposeText.Of(file).Services)
            .SelectMany(service => service.Value!["volumes"]?.AsArray() ?? []).Where(mount => mount!["type"]!.ToString() == "bind"),
        mount =>
        {
            Assert.Equal("true", mount!["read_only"]!.ToString());
            Assert.DoesNotMatch(@"\.\w+\z", mount["source"]!.ToString());
        });

    private static HashSet<HardeningRule> Waived(string key) =>
        [.. (Published.Model.Find(key.Replace("-green", "", StringComparison.Ordinal))?.Facts.Waivers ?? []).Select(waiver => waiver.Rule)];

    private static IEnumerable<string> Mounts(JsonObject service) =>
        (service["volumes"]?.AsArray() ?? []).Where(mount => mount!["type"]!.ToString() == "bind").Select(mount => mount!["source"]!.ToString());
}
