using System.Text.Json.Nodes;
using CodiesVibe.Publishing.Images;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>All images of production, in an engine that has none.</summary>
internal static class ProductionImages
{
    /// <summary>The image of the API, built by its Dockerfile.</summary>
    public const string Backend = "codiesvibe/backend:test";

    /// <summary>The image of the site, built by its Dockerfile.</summary>
    public const string Frontend = "codiesvibe/frontend:test";

    private static readonly string[] s_dockerfiles = ["Dockerfile.backend", "Dockerfile.frontend"];
    private static readonly Dictionary<string, ImageRecipe> s_recipes = new(ServiceImages.Recipes.Concat(BuildImages.Recipes));

    /// <summary>What this machine lacks to make them; null where it lacks nothing.</summary>
    public static string? Missing()
    {
        var missing = s_recipes.Values.SelectMany(recipe => recipe.Needs).Distinct().Where(program => InstalledProgram.Find(program) is null).Order().ToList();
        return missing.Count == 0 ? null
            : $"The images of production are built from programs of this machine; not installed: {string.Join(", ", missing)} (Debian's packages are called so; nginx is in nginx-light).";
    }

    /// <summary>Whether the image that is made under a name runs the original's program, in whatever version.</summary>
    public static bool RunsTheOriginal(string image) => s_recipes.GetValueOrDefault(Repository(image))?.Missing == ImageRecipe.OtherVersion;

    /// <summary>Makes them.</summary>
    public static async Task MakeAsync(DockerClient engine)
    {
        await MakeAsync(engine, [.. await FromManifestAsync(), .. await BasesAsync()]);
        await Task.WhenAll(BuildAsync(engine, "Dockerfile.backend", Backend), BuildAsync(engine, "Dockerfile.frontend", Frontend));
    }

    /// <summary>Makes those that the Dockerfiles build from.</summary>
    public static async Task MakeBasesAsync(DockerClient engine) => await MakeAsync(engine, await BasesAsync());

    /// <summary>Copies them to another engine, without those that the Dockerfiles build from.</summary>
    public static async Task CopyAsync(DockerClient from, DockerClient to) => await from.PipeAsync(["save", .. await FromManifestAsync(), Backend, Frontend], to, ["load", "--quiet"]);

    private static async Task MakeAsync(DockerClient engine, IEnumerable<string> names) => await Parallel.ForEachAsync(
        names.DistinctBy(name => ImageName.Parse(name).ToString()), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        async (image, _) => await s_recipes[Repository(image)].MakeAsync(engine, image));

    private static async Task<IReadOnlyList<string>> FromManifestAsync()
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, "aspire-manifest.json")))!;
        return [.. manifest["resources"]!.AsObject().Select(resource => (string?)resource.Value!["image"]).OfType<string>().Where(image => s_recipes.ContainsKey(Repository(image)))];
    }

    private static async Task<IReadOnlyList<string>> BasesAsync() => [.. (await Task.WhenAll(s_dockerfiles.Select(BuildImages.BasesOfAsync))).SelectMany(names => names)];

    // Nothing is fetched: the engine of a test reaches no network.
    private static Task BuildAsync(DockerClient engine, string dockerfile, string image) =>
        engine.BuildAsync("--file", Path.Combine(Build.Repository.Root, dockerfile), "--tag", image, Build.Repository.Root);

    /// <summary>The name without the tag, with the registry and the folder that a short name stands for.</summary>
    private static string Repository(string image)
    {
        var name = ImageName.Parse(image);
        return $"{name.Registry}/{name.Repository}";
    }
}
