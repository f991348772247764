using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>Publishing the product with the real aspire CLI.</summary>
[Collection(nameof(CliHome))]
public sealed class PublishTests(CliHome home) : IDisposable
{
    private static readonly string Project = Path.Combine(Repository.Root, "CodiesVibe.AppHost", "CodiesVibe.AppHost.csproj");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-publish-");

    private static string Manifest => File.ReadAllText(Path.Combine(Repository.Root, "aspire-manifest.json"));

    private string Output => Path.Combine(folder.FullName, "deploy");

    [Fact]
    public async Task Publish_asks_for_nothing_shows_its_tasks_and_sums_up()
    {
        var manifest = Manifest;
        var run = await home.Cli.RunAsync("publish", "-o", Output, "--environment", "staging", "--no-build", "--apphost", Project);
        Assert.True(run.ExitCode == 0, run.All);
        foreach (var line in new[] { "Writing the manifest", "Translating", "(publish-compose) ✓", "(publish) ✓", "Pipeline succeeded", "Files: " })
        {
            Assert.Contains(line, run.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(Output, "docker-compose.production.yml")));
        Assert.Equal(manifest, Manifest);
        await home.WaitUntilGoneAsync();

        await File.AppendAllTextAsync(Path.Combine(Output, "README.md"), "edited\n", TestContext.Current.CancellationToken);
        var diff = await home.Cli.RunAsync("do", "diff", "-o", Output, "--no-build", "--apphost", Project);
        Assert.True(diff.ExitCode == 0, diff.All);
        Assert.Contains("-edited", diff.Output, StringComparison.Ordinal);

        var refused = await home.Cli.RunAsync("publish", "-o", Output, "--no-build", "--apphost", Project);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("'README.md'", refused.Output.ReplaceLineEndings(""), StringComparison.Ordinal);

        var forced = await home.Cli.RunAsync("publish", "-o", Output, "--no-build", "--apphost", Project, "--", "--force");
        Assert.True(forced.ExitCode == 0, forced.All);
        Assert.DoesNotContain("edited", await File.ReadAllTextAsync(Path.Combine(Output, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
