using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The manifest that an app host writes, as a process of its own.</summary>
public sealed class ManifestTests : IDisposable
{
    private static readonly string[] s_files = ["aspire-manifest.json", "frontend.Dockerfile"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-manifest-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish", "--step", "publish-manifest")]
    public async Task The_committed_manifest_is_the_one_that_the_app_host_writes(params string[] arguments) =>
        await AssertWritesAsync(SiteAppHost.Program, Repository.Root, s_files[..1], arguments);

    [Fact]
    public async Task A_file_in_the_way_of_the_folder_is_one_clear_error_and_stays_as_it_was()
    {
        var file = Path.Combine(folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        var run = await PublishAsync(SiteAppHost.Program, Path.Combine(file, "aspire-manifest.json"), "--publisher", "manifest");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be written", run.All, StringComparison.Ordinal);
        Assert.Contains("Name another place with '--output-path'.", run.All, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--publisher manifest", "'--output-path [path]' option was not specified")]
    [InlineData("--publisher manifest --output-path=", "The '--output-path' option is empty.")]
    [InlineData("--operation publish --step publish-manifest --output-path=", "The '--output-path' option is empty.")]
    [InlineData("--operation publish --step publish-manifest --output-path /dev/null/site", "'/dev/null/site/aspire-manifest.json' cannot be written")]
    [InlineData("--operation publish --step polish", "Step 'polish' not found in pipeline. Available steps: 'process-parameters'")]
    [InlineData("--publisher compose --output-path x", "The publisher 'compose' does not exist.")]
    [InlineData("--operation print", "Invalid operation 'print'")]
    public async Task What_cannot_be_published_is_one_clear_error(string arguments, string expected)
    {
        var run = await Command.RunAsync("dotnet", [SiteAppHost.Program, .. arguments.Split(' ')], folder.FullName);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.All, StringComparison.Ordinal);
    }

    /// <summary>Compares what is there with what the app host would write there.</summary>
    private async Task AssertWritesAsync(string program, string there, string[] files, params string[] arguments)
    {
        // Paths are relative to the manifest: two folders further down they have two steps more.
        var output = new DirectoryInfo(there).CreateSubdirectory("obj").CreateSubdirectory(Guid.NewGuid().ToString("N"));
        try
        {
            var run = await PublishAsync(program, Path.Combine(output.FullName, "aspire-manifest.json"), arguments);
            Assert.True(run.ExitCode == 0, run.All);
            foreach (var file in files)
            {
                var expected = await File.ReadAllTextAsync(Path.Combine(there, file), TestContext.Current.CancellationToken);
                var written = await File.ReadAllTextAsync(Path.Combine(output.FullName, file), TestContext.Current.CancellationToken);
                Assert.Equal(expected, written.Replace("\"../../", "\"", StringComparison.Ordinal).Replace("\"../..\"", "\".\"", StringComparison.Ordinal), ignoreLineEndingDifferences: false);
            }
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private Task<Command> PublishAsync(string program, string path, params string[] arguments) =>
        Command.RunAsync("dotnet", [program, .. arguments, "--output-path", path], folder.FullName);
}
