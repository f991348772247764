using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting.Dashboard.V1;
using Google.Protobuf.WellKnownTypes;

namespace CodiesVibe.Tests.Hosting.Golden;

/// <summary>
/// A resource in the form in which a recording and a run are compared: one line per fact. Left out, and nothing else:
/// time stamps; random suffixes of names; port numbers; process numbers; the folder of the repository; random keys; addresses of the
/// dashboard; the order of commands (their relative order is kept); facts whose value is null, which the recording writes and we leave out;
/// values of secrets, which are compared as masked.
/// </summary>
internal sealed partial record DescribedResource(string Name, IReadOnlyList<string> Facts)
{
    private const string Masked = "<masked>";

    private static readonly string[] Unstable = ["executable.pid"];

    /// <summary>Environment that differs on purpose: see each reason.</summary>
    private static readonly string[] Secret = ["OTEL_EXPORTER_OTLP_HEADERS"];

    /// <param name="recorded">The resource as <c>aspire describe</c> writes it.</param>
    /// <param name="names">Name of each instance in the model.</param>
    public static DescribedResource FromDescription(JsonObject recorded, IReadOnlyDictionary<string, string> names)
    {
        var facts = new List<string>
        {
            $"type {recorded["resourceType"]}",
            $"state {recorded["state"]} {recorded["stateStyle"]}",
            $"health {recorded["healthStatus"]}",
            $"exit code {recorded["exitCode"]}",
        };
        facts.AddRange(recorded["relationships"]!.AsArray().Select(r => $"{r!["type"]} {names[(string)r["resourceName"]!]}"));
        facts.AddRange(recorded["urls"]!.AsArray().Select(u => $"url {u!["name"]} '{u["displayName"]}' {Stable((string)u["url"]!)}"));
        facts.AddRange(recorded["properties"]!.AsObject().Where(p => p.Value is not null && !Unstable.Contains(p.Key)).Select(p => Property(p.Key, p.Value!.ToJsonString())));
        facts.AddRange(recorded["environment"]!.AsObject().Select(e => $"env {e.Key} = {(e.Value is null || Secret.Contains(e.Key) ? Masked : Stable((string)e.Value!))}"));
        facts.AddRange(recorded["healthReports"]!.AsObject().Select(h => $"check {h.Key} {h.Value!["status"]}"));
        facts.AddRange(recorded["commands"]!.AsObject().OrderBy(c => (int)c.Value!["sortOrder"]!)
            .Select((c, i) => Command(i, c.Key, (string?)c.Value!["displayName"], (string?)c.Value["description"], (string?)c.Value["state"], c.Value["argumentInputs"]?.AsArray().Select(a => (string)a!["name"]!))));
        return new((string)recorded["displayName"]!, Sorted(facts));
    }

    /// <param name="resource">The resource as the dashboard is told of it.</param>
    /// <param name="instances">How many instances each resource has. A relationship is one with each of them, and the command-line tool leaves out those with what is no resource.</param>
    public static DescribedResource FromRun(Resource resource, IReadOnlyDictionary<string, int> instances)
    {
        var exitCode = resource.Properties.FirstOrDefault(p => p.Name == "resource.exitCode")?.Value.NumberValue;
        var facts = new List<string>
        {
            $"type {resource.ResourceType}",
            $"state {resource.State} {(resource.State == "FailedToStart" ? "" : resource.StateStyle)}",
            $"health {HealthOf(resource)}",
            $"exit code {exitCode}",
        };
        facts.AddRange(resource.Relationships.SelectMany(r => Enumerable.Repeat($"{r.Type} {r.ResourceName}", instances.GetValueOrDefault(r.ResourceName))));
        facts.AddRange(resource.Urls.Where(u => !u.IsInactive).Select(u => $"url {u.EndpointName} '{u.DisplayProperties.DisplayName}' {Stable(u.FullUrl)}"));
        facts.AddRange(resource.Properties.Where(p => p.Name != "resource.exitCode" && !Unstable.Contains(p.Name) && !p.IsSensitive && p.Value.KindCase != Value.KindOneofCase.NullValue)
            .Select(p => Property(p.Name, Json(p.Value))));
        facts.AddRange(resource.Environment.Where(e => e.IsFromSpec).Select(e => $"env {e.Name} = {(e.Value.StartsWith('●') || Secret.Contains(e.Name) ? Masked : Stable(e.Value))}"));
        facts.AddRange(resource.HealthReports.Select(h => $"check {h.Key} {(h.HasStatus ? h.Status : null)}"));
        facts.AddRange(resource.Commands.Where(c => c.State == ResourceCommandState.Enabled)
            .Select((c, i) => Command(i, c.Name, c.DisplayName, c.HasDisplayDescription ? c.DisplayDescription : null, c.State.ToString(), c.ArgumentInputs.Count == 0 ? null : c.ArgumentInputs.Select(a => a.Name))));
        return new(resource.DisplayName, Sorted(facts));
    }

    private static string Property(string name, string json) => $"property {name} = " + name switch
    {
        "resource.parentName" => WithoutSuffix(json.Trim('"')),
        // The recordings were made in two places; what lies below the sample's own folder is the same everywhere.
        "executable.workDir" or "project.path" => json.Trim('"') is var path && path.IndexOf("/Web", StringComparison.Ordinal) is >= 0 and var web ? "<folder>" + path[web..] : "<folder>",
        "resource.waitingFor" => SuffixInList().Replace(json, "\""),
        _ => Stable(json),
    };

    private static string HealthOf(Resource resource) => resource.State != "Running" ? ""
        : resource.HealthReports.All(h => h is { HasStatus: true, Status: HealthStatus.Healthy }) ? "Healthy" : "Unhealthy";

    private static string Command(int order, string name, string? display, string? description, string? state, IEnumerable<string>? inputs) =>
        $"command {order} {name} '{display}' '{description}' {state} ({(inputs is null ? "" : string.Join(", ", inputs))})";

    private static string[] Sorted(IEnumerable<string> facts) => [.. facts.Order(StringComparer.Ordinal)];

    private static string Json(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => JsonValue.Create(value.StringValue).ToJsonString(),
        Value.KindOneofCase.NumberValue => JsonValue.Create((int)value.NumberValue).ToJsonString(),
        Value.KindOneofCase.ListValue => $"[{string.Join(",", value.ListValue.Values.Select(Json))}]",
        _ => value.ToString(),
    };

    private static string WithoutSuffix(string name) => Suffix().Replace(name, "");

    private static string Stable(string text) => InstanceId().Replace(Port().Replace(text, ":<port>"), "instance.id=<suffix>");

    [GeneratedRegex("-[a-z]{8}$")]
    private static partial Regex Suffix();

    [GeneratedRegex("-[a-z0-9]{8}\"")]
    private static partial Regex SuffixInList();

    [GeneratedRegex(@"(?<=localhost):\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"instance\.id=[a-z]{8}")]
    private static partial Regex InstanceId();
}
