using System.Text.Json.Nodes;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A container as <c>docker inspect</c> shows it.</summary>
internal sealed record RunningContainer(JsonNode Inspected)
{
    public string Id => (string)Get("Id")!;

    public string Name => ((string)Get("Name")!).TrimStart('/');

    /// <summary>The key of its service in the compose files.</summary>
    public string Service => (string)Config["Labels"]!["com.docker.compose.service"]!;

    public JsonNode Host => Get("HostConfig");

    public JsonNode Config => Get("Config");

    /// <summary>Its first process, as the server counts; 0 where it does not run.</summary>
    public int Process => (int)Now["Pid"]!;

    /// <summary><c>healthy</c>, <c>unhealthy</c> or <c>starting</c>; without a probe <c>running</c> and the like, with the exit code where it has ended.</summary>
    public string State => (string)Now["Status"]! switch
    {
        "running" => (string?)Now["Health"]?["Status"] ?? "running",
        "exited" => $"exited {Now["ExitCode"]}",
        var other => other,
    };

    public bool IsWell => State is "healthy" or "running" or "exited 0";

    /// <summary>Its networks, and its address in each.</summary>
    public IReadOnlyDictionary<string, string> Networks => Get("NetworkSettings", "Networks").AsObject()
        .ToDictionary(network => network.Key, network => (string)network.Value!["IPAddress"]!);

    /// <summary>What the last probe printed.</summary>
    public string LastProbe => (string?)Now["Health"]?["Log"]?.AsArray().LastOrDefault()?["Output"] ?? "";

    private JsonNode Now => Get("State");

    /// <summary>All containers of an engine, sorted by name.</summary>
    public static async Task<IReadOnlyList<RunningContainer>> AllAsync(DockerClient docker)
    {
        var ids = (await docker.DockerAsync("ps", "--all", "--quiet", "--no-trunc")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // One that is removed between the two commands is left out, and the exit code says so; what is there is printed all the same.
        var inspected = ids is [] ? "[]" : (await docker.RunAsync(["inspect", .. ids])).Printed;
        return [.. JsonNode.Parse(inspected)!.AsArray().Select(node => new RunningContainer(node!)).OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    private JsonNode Get(params string[] path) => path.Aggregate(Inspected, (node, key) => node[key]!);
}
