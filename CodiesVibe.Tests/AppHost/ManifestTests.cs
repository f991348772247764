using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The manifest that the app host writes as a separate process.</summary>
public sealed class ManifestTests : IDisposable
{
    private const string Manifest = "aspire-manifest.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [Requirement("R034")]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish", "--step", "publish-manifest")]
    public async Task The_committed_manifest_is_the_one_that_the_app_host_writes(params string[] arguments)
    {
        // Paths are relative to the manifest: two folders further down they have two steps more.
        var output = new DirectoryInfo(Repository.Root).CreateSubdirectory("obj").CreateSubdirectory(Guid.NewGuid().ToString("N"));
        try
        {
            var path = Path.Combine(output.FullName, Manifest);
            var run = await RunAsync([.. arguments, "--output-path", path]);
            Assert.True(run.ExitCode == 0, run.All);
            var expected = await File.ReadAllTextAsync(Path.Combine(Repository.Root, Manifest), TestContext.Current.CancellationToken);
            var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(expected, written.Replace("\"../../", "\"", StringComparison.Ordinal).Replace("\"../..\"", "\".\"", StringComparison.Ordinal), ignoreLineEndingDifferences: false);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_an_error_and_is_not_changed()
    {
        var file = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        var run = await RunAsync("--publisher", "manifest", "--output-path", Path.Combine(file, Manifest));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"'{file}' already exists", run.All, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--publisher manifest", "'--output-path [path]' option was not specified")]
    [InlineData("--operation publish --step publish-manifest --output-path /dev/null/site", "Could not find a part of the path '/dev/null/site'")]
    [InlineData("--operation publish --step polish", "Step 'polish' not found in pipeline. Available steps: ")]
    public async Task A_resource_that_cannot_be_published_is_an_error(string arguments, string expected)
    {
        var run = await RunAsync(arguments.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.All, StringComparison.Ordinal);
    }

    private Task<Command> RunAsync(params string[] arguments) => Command.RunAsync("dotnet", [SiteAppHost.Program, .. arguments], SiteAppHost.Folder);
}
