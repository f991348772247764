using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Determinism;

/// <summary>The app host as a program without the aspire CLI: what it writes, and its errors.</summary>
public sealed class PublishProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-publish-");

    private string Output => Path.Combine(_folder.FullName, "deploy");

    [Fact]
    [Requirement("R034")]
    public async Task Manifest_and_directory_are_those_that_are_committed_whatever_the_language_and_the_time_zone()
    {
        var manifest = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "aspire-manifest.json"), TestContext.Current.CancellationToken);
        var other = Path.Combine(_folder.FullName, "another directory", "with ünïcode");
        await SucceedAsync("publish", Output, ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu"));
        await SucceedAsync("publish", other, ("LANG", "C"), ("LC_ALL", "C"), ("TZ", "America/St_Johns"));

        Assert.Equal(manifest, await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "aspire-manifest.json"), TestContext.Current.CancellationToken));
        Assert.Equal(Contents(Path.Combine(Repository.Root, "deploy")), Contents(Output));
        Assert.Equal(Contents(Output), Contents(other));
    }

    [Fact]
    public async Task The_difference_is_shown_and_an_edited_file_is_overwritten_only_by_force()
    {
        await SucceedAsync("publish-compose", Output);
        var file = Path.Combine(Output, "README.md");
        await File.AppendAllTextAsync(file, "edited\n", TestContext.Current.CancellationToken);
        var edited = Contents(Output);

        var diff = await SucceedAsync("diff", Output);
        Assert.Contains("--- README.md", diff.Output, StringComparison.Ordinal);
        Assert.Contains("-edited", diff.Output, StringComparison.Ordinal);
        Assert.Contains("Publishing would make: 1 changed", diff.Output, StringComparison.Ordinal);
        Assert.Equal(edited, Contents(Output));

        var refused = await RunAsync("publish", Output, []);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("'README.md'", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("-- --force", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(edited, Contents(Output));

        var forced = await RunAsync("publish", Output, [], "--force");
        Assert.True(forced.ExitCode == 0, forced.All);
        Assert.DoesNotContain("edited", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Since <c>dotnet run</c> starts it in the folder of the project.</summary>
    [Fact]
    public async Task A_relative_path_is_one_of_the_repository()
    {
        var run = await RunAsync("publish-compose", Path.GetRelativePath(Repository.Root, Output), []);
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(Contents(Path.Combine(Repository.Root, "deploy")), Contents(Output));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Command> SucceedAsync(string step, string output, params (string, string?)[] environment)
    {
        var run = await RunAsync(step, output, environment);
        Assert.True(run.ExitCode == 0, run.All);
        return run;
    }

    private async Task<Command> RunAsync(string step, string output, (string, string?)[] environment, params string[] more)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(Repository.Root, "CodiesVibe.AppHost", "bin", built.Parent!.Name, built.Name, "CodiesVibe.AppHost.dll");
        return await Command.RunAsync(
            "dotnet", [program, "--operation", "publish", "--step", step, "--output-path", output, .. more], _folder.FullName, [("HOME", _folder.FullName), .. environment]);
    }

    private static List<string> Contents(string directory) => [.. new DirectoryInfo(directory)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => $"{Path.GetRelativePath(directory, file.FullName)} {file.LinkTarget ?? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.FullName)))}")
        .Order(StringComparer.Ordinal)];
}
