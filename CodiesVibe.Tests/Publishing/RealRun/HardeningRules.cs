using System.Text.Json.Nodes;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>
/// A rule for running containers, after the CIS Docker benchmark, section 5.
/// </summary>
/// <param name="Id">The number in the benchmark, or a name if the rule is an additional one.</param>
/// <param name="Waived">The exception in the model that waives it; null if it cannot be waived.</param>
/// <param name="Holds">Whether it holds.</param>
internal sealed record HardeningRuleCheck(string Id, HardeningRule? Waived, Func<RunningContainer, Service, bool> Holds);

/// <summary>All of them.</summary>
internal static class HardeningRules
{
    private const string Gate = "wait-for-infra";

    public static IReadOnlyList<HardeningRuleCheck> All { get; } =
    [
        new("5.3 capabilities are dropped", HardeningRule.NoCapabilities, (c, _) => Texts(c.Host["CapDrop"]) is ["ALL"] && Texts(c.Host["CapAdd"]) is []),
        new("5.4 not privileged", null, (c, _) => !(bool)c.Host["Privileged"]!),
        new("5.5 mounts nothing of the host but what was published", HardeningRule.NoHostMount, (c, _) => Mounts(c, "bind").All(mount => IsPublished((string)mount["Source"]!))),
        new("5.5 what is published is mounted read-only", null, (c, _) => Mounts(c, "bind").All(mount => !(bool)mount["RW"]!)),
        new("5.8 publishes what the model says", null, (c, s) => Published(c).Order().SequenceEqual(s.Facts.Published.Select(Text).Order())),
        new("5.9 not on the host's network", null, (c, _) => (string)c.Host["NetworkMode"]! != "host"),
        new("5.10 memory is limited", null, (c, s) => (long)c.Host["Memory"]! == s.Facts.Limits!.Memory * 1024L * 1024),
        new("5.11 processor is limited", null, (c, s) => (long)c.Host["NanoCpus"]! == (long)(s.Facts.Limits!.Cpus * 1e9)),
        new("5.12 root file system is read-only", HardeningRule.ReadOnlyRoot, (c, _) => (bool)c.Host["ReadonlyRootfs"]!),
        new("5.14 restarts, but not what runs once", null, (c, _) => (string)c.Host["RestartPolicy"]!["Name"]! == (c.Service == Gate ? "no" : "unless-stopped")),
        new("5.15 does not see the host's processes", HardeningRule.NoHostProcesses, (c, _) => (string)c.Host["PidMode"]! == ""),
        new("5.16 inter-process communication is its own", null, (c, _) => (string)c.Host["IpcMode"]! == "private"),
        new("5.17 no devices", null, (c, _) => Texts(c.Host["Devices"]) is []),
        new("5.20 host name is its own", null, (c, _) => (string)c.Host["UTSMode"]! == ""),
        new("5.21 system calls are filtered", null, (c, _) => !Texts(c.Host["SecurityOpt"]).Any(option => option.Contains("unconfined", StringComparison.Ordinal))),
        new("5.25 gets no privileges later", null, (c, _) => Texts(c.Host["SecurityOpt"]).Contains("no-new-privileges:true")),
        new("5.26 has a health check", HardeningRule.HealthCheck, (c, _) => c.Service == Gate || Texts(c.Config["Healthcheck"]?["Test"]) is not ([] or ["NONE"])),
        new("5.27 image has an exact tag", null, (c, _) => ((string)c.Config["Image"]!).Split(':') is [.., { Length: > 0 } and not "latest"]),
        new("5.28 processes are limited", null, (c, s) => (long)c.Host["PidsLimit"]! == s.Facts.Limits!.Pids),
        new("5.29 not on the default network", null, (c, _) => !c.Networks.ContainsKey("bridge")),
        new("5.31 no engine inside", null, (c, _) => Mounts(c, "bind").All(mount => !((string)mount["Source"]!).EndsWith("docker.sock", StringComparison.Ordinal))),
        new("user is the model's, not root", HardeningRule.NonRootUser, (c, s) => (string)c.Config["User"]! == s.Facts.User && !s.Facts.User!.StartsWith("0:", StringComparison.Ordinal)),
        new("log is bounded", null, (c, _) => (string)c.Host["LogConfig"]!["Type"]! == "json-file" && c.Host["LogConfig"]!["Config"]!["max-size"] is not null),
        new("has its time to stop", null, (c, s) => $"{c.Config["StopTimeout"]}s" == s.Facts.StopGrace),
        new("no anonymous volume", null, (c, _) => Mounts(c, "volume").All(mount => ((string)mount["Name"]!).Length < 64)),
    ];

    private static bool IsPublished(string source) => source.Contains("/deploy/", StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Mounts(RunningContainer container, string type) =>
        container.Inspected["Mounts"]!.AsArray().OfType<JsonNode>().Where(mount => (string)mount["Type"]! == type);

    private static IEnumerable<string> Published(RunningContainer container) => (container.Host["PortBindings"]?.AsObject() ?? [])
        .SelectMany(port => port.Value!.AsArray().Select(host => $"{host!["HostIp"]}:{host["HostPort"]}:{port.Key}"));

    private static string Text(PublishedPort port) => $"{(port.Everywhere ? "0.0.0.0" : "127.0.0.1")}:{port.Host}:{port.Container}/tcp";

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => (string)item!)];
}
