using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>The compose files against the schema that the compose project publishes, by a linter that carries it.</summary>
public sealed class ComposeSchemaTests(ComposeSchemaTests.Linter linter) : IClassFixture<ComposeSchemaTests.Linter>
{
    [Fact]
    [Requirement("R025")]
    public async Task Every_file_keeps_to_the_schema()
    {
        using var folder = new RenderedFolder(Published.Files);
        var run = await linter.RunAsync([.. ComposeText.Names.Select(folder.At)]);
        Assert.True(run.ExitCode == 0, run.All);
    }

    [Fact]
    public async Task An_unknown_key_is_found()
    {
        using var folder = new RenderedFolder(GeneratedFile.Text("docker-compose.yml", "services:\n  web:\n    image: web:1\n    restrat: always\n"));
        var run = await linter.RunAsync(folder.At("docker-compose.yml"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("instancePath=\"/services/web\"", run.All, StringComparison.Ordinal);
    }

    /// <summary>The linter, installed in a folder of the tests' own.</summary>
    public sealed class Linter : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-linter-");

        public async ValueTask InitializeAsync()
        {
            if (InstalledProgram.Find("npm") is not { } npm)
            {
                return;
            }

            foreach (var file in new[] { ".npmrc", "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(Repository.Root, "CodiesVibe.Tests", "Publishing", "Compose", "Linter", file), Path.Combine(_folder.FullName, file));
            }

            var install = await Command.RunAsync(npm, ["ci", "--prefer-offline"], _folder.FullName);
            Assert.True(install.ExitCode == 0, install.All);
        }

        /// <summary>Runs it. Its errors count, but for three rules that the files break on purpose: the edge listens for the world, what is built from the sources has a name, and the name of a container begins with a variable.</summary>
        internal Task<Command> RunAsync(params string[] files)
        {
            Assert.SkipWhen(InstalledProgram.Find("npm") is null, "npm is not on PATH.");
            return Command.RunAsync(
                Path.Combine(_folder.FullName, "node_modules", ".bin", "dclint"),
                [.. files, "--quiet", "--color=false", "--disable-rule", "no-unbound-port-interfaces", "--disable-rule", "no-build-and-image", "--disable-rule", "service-container-name-regex"],
                _folder.FullName);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return default;
        }
    }
}
