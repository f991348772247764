using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.External;

/// <summary>What the app host is published as with <c>Mongo:External</c>.</summary>
public sealed class ExternalMongoPublished : IAsyncLifetime
{
    internal SystemModel Model { get; private set; } = null!;

    internal IReadOnlyList<GeneratedFile> Files { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("codiesvibe-external-");
        try
        {
            var manifest = Path.Combine(folder.FullName, "aspire-manifest.json");
            var run = await Command.RunAsync("dotnet", [SiteAppHost.Program, "--publisher", "manifest", "--output-path", manifest, "--Mongo:External=true"], SiteAppHost.Folder);
            Assert.True(run.ExitCode == 0, run.All);
            Model = ManifestReader.Read(manifest);
            Files = PublishedTree.Render(Model);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The text of one file.</summary>
    internal string Text(string path) => Published.Text(Files, path);
}
