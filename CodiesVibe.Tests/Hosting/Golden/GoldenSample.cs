using System.Reflection;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Hosting.Golden;

/// <summary>An app host whose run under the official packages was recorded.</summary>
internal sealed class GoldenSample
{
    private GoldenSample(string name)
    {
        var root = typeof(GoldenSample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GoldenSamples").Value!;
        Folder = Path.Combine(root, name);
    }

    public static GoldenSample Full { get; } = new("full/AppHost");

    public static GoldenSample Model { get; } = new("model/AppHost");

    public static GoldenSample Run { get; } = new("run");

    public static GoldenSample States { get; } = new("states");

    /// <summary>The app host's folder.</summary>
    public string Folder { get; }

    /// <summary>The built app host.</summary>
    public string Program
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Folder, "bin", output.Parent!.Name, output.Name, "App.AppHost.dll");
        }
    }

    /// <summary>Its project file.</summary>
    public string Project => Path.Combine(Folder, "App.AppHost.csproj");

    /// <summary>What the official command-line tool described under the official packages.</summary>
    public IReadOnlyList<DescribedResource> Recorded => ReadFile("describe.json");

    /// <summary>The same on a machine without a container engine.</summary>
    public IReadOnlyList<DescribedResource> RecordedWithoutEngine => ReadFile("describe-no-engine.json");

    private IReadOnlyList<DescribedResource> ReadFile(string name) => Read(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!);

    /// <summary>Reads what the command-line tool described.</summary>
    public static IReadOnlyList<DescribedResource> Read(JsonNode described)
    {
        var resources = described["resources"]!.AsArray().Select(r => r!.AsObject()).ToArray();
        var names = resources.ToDictionary(r => (string)r["name"]!, r => (string)r["displayName"]!);
        return [.. resources.Select(r => DescribedResource.FromDescription(r, names))];
    }
}
