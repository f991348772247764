using System.Text;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CsCheck;

namespace CodiesVibe.Tests.Publishing.Fuzz;

/// <summary>The committed manifest with some hostile changes.</summary>
/// <param name="Json">The manifest.</param>
/// <param name="Variables">The values that were put into environments, by service and variable.</param>
/// <param name="Arguments">The values that were put at the end of arguments, by service.</param>
internal sealed record HostileManifest(JsonObject Json, Dictionary<(string Service, string Variable), string> Variables, Dictionary<string, string> Arguments)
{
    private static readonly string s_committed = File.ReadAllText(Path.Combine(Repository.Root, "aspire-manifest.json"));

    private static readonly string[] s_containers = ["mongodb", "redis", "nginx", "loki", "prometheus", "backend"];

    /// <summary>A change of one place; a text that is put there stands in the list too where it has to come out again.</summary>
    private static readonly Action<HostileManifest, string, int>[] s_changes =
    [
        (manifest, text, n) => manifest.SetVariable(Pick(n), $"HOSTILE_{n}", text),
        (manifest, text, n) => manifest.SetVariable(Pick(n), $"HOSTILE_{n}", $"a{text}z"),
        (manifest, text, n) => manifest.AddArgument(Pick(n % 3), text),
        (manifest, text, n) => manifest.Resource("backend")["env"]!["COMPOSED"] = $"{{redis-password.value}}{text}",
        (manifest, text, n) => manifest.Facts("backend")["environment"]!["PLAIN"] = text,
        (manifest, text, n) => manifest.Resource(Pick(n))["env"]![text] = "value",
        (manifest, text, n) => manifest.Resource(Pick(n))["image"] = text,
        (manifest, text, n) => manifest.Resource(Pick(n))["entrypoint"] = text,
        (manifest, text, n) => manifest.Resource(Pick(n))["type"] = text,
        (manifest, text, n) => manifest.Resource("redis")["volumes"]![0]![n % 2 == 0 ? "name" : "target"] = text,
        (manifest, text, n) => manifest.Resource("nginx")["bindings"]!["http"]![n % 2 == 0 ? "scheme" : "protocol"] = text,
        (manifest, text, n) => manifest.Resource("nginx")["bindings"]!["http"]!["targetPort"] = n * 70_000 / 1000,
        (manifest, text, n) => manifest.Resources[text] = new JsonObject { ["type"] = "container.v0", ["image"] = "a:1" },
        (manifest, text, n) => manifest.Resources["another"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = $"{{{text}.value}}" },
        (manifest, text, n) => manifest.Resources["another"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = "{another.connectionString}" },
        (manifest, text, n) => manifest.Resource("rate-limit-max")["inputs"]!["value"]!["default"]!["value"] = text,
        (manifest, text, n) => manifest.Resource("production")["type"] = $"codiesvibe.production.v{n % 3}",
        (manifest, text, n) => manifest.Resource("production")["system"] = text,
        (manifest, text, n) => manifest.Resource("production")["networks"]![text] = new JsonObject(),
        (manifest, text, n) => manifest.Facts(Pick(n))["user"] = text,
        (manifest, text, n) => manifest.Facts(Pick(n))["stopGrace"] = text,
        (manifest, text, n) => manifest.Facts(Pick(n))["profile"] = text,
        (manifest, text, n) => manifest.Facts(Pick(n))["tmpfs"] = new JsonArray(text),
        (manifest, text, n) => manifest.Facts(Pick(n))["networks"] = new JsonArray(text),
        (manifest, text, n) => manifest.Facts(Pick(n))["digest"] = text,
        (manifest, text, n) => manifest.Facts(Pick(n))["probe"]!["test"] = new JsonArray("CMD", text),
        (manifest, text, n) => manifest.Facts(Pick(n))["mounts"] = new JsonArray(new JsonObject { ["source"] = n % 2 == 0 ? text : "nginx", ["target"] = text }),
        (manifest, text, n) => manifest.Facts(Pick(n))["hostMounts"] = new JsonArray(text),
        (manifest, text, n) => manifest.Facts(Pick(n))["waits"] = new JsonArray(new JsonObject { ["for"] = n % 2 == 0 ? Pick(n + 1) : text, ["until"] = "started" }),
        (manifest, text, n) => manifest.Facts(Pick(n))["published"] = new JsonArray(new JsonObject { ["host"] = 9090, ["container"] = n }),
        (manifest, text, n) => manifest.Facts(Pick(n))["waivers"] = new JsonArray(new JsonObject { ["rule"] = "healthCheck", ["reason"] = text }),
        (manifest, text, n) => manifest.Facts(Pick(n))["scrape"] = new JsonObject { ["port"] = 1, ["path"] = text },
        (manifest, text, n) => manifest.Facts(Pick(n))["secretFiles"] = new JsonObject { [text] = "{redis-password.value}" },
        (manifest, text, n) => manifest.Facts("backend")["build"]![n % 2 == 0 ? "dockerfile" : "variable"] = text,
        (manifest, text, n) => manifest.Facts("backend")["development"]!["sources"] = new JsonArray(text),
    ];

    /// <summary>So many changes at the beginning of the list put a value where any text is one.</summary>
    private const int Values = 5;

    /// <summary>Manifests with up to four changes; whatever the first ones make impossible for a later one leaves that out.</summary>
    public static Gen<HostileManifest> Any { get; } = Gen.Frequency(
        (1, Gen.Select(Gen.Int[0, Values - 1], Hostile.Text, Gen.Int[0, 999]).Array[1, 4]),
        (1, Gen.Select(Gen.Int[0, s_changes.Length - 1], Hostile.Text, Gen.Int[0, 999]).Array[1, 3])).Select(Change);

    private List<string> Changes { get; } = [];

    public JsonObject Resources => (JsonObject)Json["resources"]!;

    public byte[] Bytes => Encoding.UTF8.GetBytes(Json.ToJsonString());

    public static HostileManifest Committed() => new((JsonObject)JsonNode.Parse(s_committed)!, [], []);

    public JsonObject Resource(string name) => (JsonObject)Resources[name]!;

    public JsonObject Facts(string name) => (JsonObject)Resource("production")["services"]![name]!;

    public void SetVariable(string service, string variable, string text)
    {
        if (Resource(service)["env"] is null)
        {
            Resource(service)["env"] = new JsonObject();
        }

        Resource(service)["env"]![variable] = text;
        Variables[(service, variable)] = text;
    }

    private void AddArgument(string service, string text)
    {
        // Where the facts replace the arguments, those are published.
        var holder = Facts(service)["command"] is JsonArray command ? command : Resource(service)["args"] as JsonArray ?? (JsonArray)(Resource(service)["args"] = new JsonArray());
        holder.Add(text);
        Arguments[service] = text;
    }

    /// <summary>What was changed, for the message of a failed test.</summary>
    public override string ToString() => string.Join("; ", Changes);

    private static string Pick(int n) => s_containers[n % s_containers.Length];

    private static HostileManifest Change((int Which, string Text, int N)[] changes)
    {
        var manifest = Committed();
        foreach (var (which, text, n) in changes)
        {
            try
            {
                s_changes[which](manifest, text, n);
                manifest.Changes.Add($"change {which} with {JsonValue.Create(text).ToJsonString()} and {n}");
            }
            catch (Exception exception) when (exception is NullReferenceException or InvalidOperationException or InvalidCastException)
            {
                // An earlier change removed what this one changes.
            }
        }

        return manifest;
    }
}
