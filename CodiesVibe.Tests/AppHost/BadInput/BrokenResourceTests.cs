using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.BadInput;

/// <summary>Errors that prevent one resource from running: its state and its log show them, the others keep running, and the app host stops cleanly.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class BrokenResourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-broken-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_missing_npm_is_reported()
    {
        var token = TestContext.Current.CancellationToken;
        var programs = _folder.CreateSubdirectory("bin").FullName;
        var dotnet = InstalledProgram.Get("dotnet");
        File.CreateSymbolicLink(Path.Combine(programs, "dotnet"), dotnet);
        using var outdated = new OutdatedPackages();
        await using var host = Start("PATH", programs);

        await AssertFailsAsync(host, "frontend-installer", "FailedToStart", "\"npm\": executable file not found");
        Assert.Contains(host.Console, line => line.Contains("Required command 'npm' was not found", StringComparison.Ordinal) && line.Contains("https://nodejs.org/", StringComparison.Ordinal));
        await GoesOnAsync(host, "backend");
        Assert.DoesNotContain(host.Resources.Changes, r => r.DisplayName == "frontend" && r.State == "Running");
        Assert.Equal(0, await host.StopAsync(token));
    }

    [Fact]
    public async Task A_corrupt_seed_file_is_reported()
    {
        var token = TestContext.Current.CancellationToken;
        var seed = Path.Combine(_folder.FullName, "tools.json");
        await File.WriteAllTextAsync(seed, """[{ "name": "Half a to""", token);
        await using var host = Start("Seed__File", seed);

        await AssertFailsAsync(host, "backend", "Finished", seed, "is not valid", "Nothing was written to the database.", "Correct the file and start again.");
        await GoesOnAsync(host, "mongodb", "redis", "frontend");
        Assert.Equal(0, await host.StopAsync(token));
    }

    [Fact]
    public async Task A_corrupt_data_file_of_the_database_is_reported()
    {
        var token = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder.CreateSubdirectory(Path.Combine("data", "mongodb")).FullName, "mongodb-emulator.sqlite");
        byte[] content = [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 7))];
        await File.WriteAllBytesAsync(file, content, token);
        await using var host = Start("AppHost__DataDirectory", Path.Combine(_folder.FullName, "data"));
        await host.Resources.WaitForAsync("parameters", r => r.DisplayName.EndsWith("-password", StringComparison.Ordinal), token);
        Assert.SkipUnless(host.Resources.Current.Any(r => r.DisplayName == "mongodb-password"), "A mongod is installed, so the emulator is not used.");

        await AssertFailsAsync(host, "mongodb", "Finished", file, "is damaged", "was not changed", "Move it away to start with an empty database");
        await GoesOnAsync(host, "redis", "frontend");
        Assert.Equal(0, await host.StopAsync(token));
        Assert.Equal(content, await File.ReadAllBytesAsync(file, token));
    }

    private static AppHostProcess Start(string variable, string value) => SiteAppHost.Start(new Dictionary<string, string?> { [variable] = value });

    /// <summary>One line of its log explains the error, and so does one on the console.</summary>
    private static async Task AssertFailsAsync(AppHostProcess host, string name, string state, params string[] expected)
    {
        var token = TestContext.Current.CancellationToken;
        var failed = await host.Resources.WaitForAsync($"{name} {state}", r => r.DisplayName == name && r.State == state, token);
        var line = await host.Resources.WaitForLogAsync(failed, expected[0], token);
        Assert.All(expected, part => Assert.Contains(part, line, StringComparison.Ordinal));
        await AppHostProcess.UntilAsync(() => host.Console.Any(said => said.Contains($"'{name}' ", StringComparison.Ordinal) && expected.All(part => said.Contains(part, StringComparison.Ordinal))), $"the report of '{name}' on the console", token);
        Assert.DoesNotContain(host.Console, said => said.Contains("   at ", StringComparison.Ordinal));
    }

    private static async Task GoesOnAsync(AppHostProcess host, params string[] names) =>
        await Task.WhenAll(names.Select(name => host.Resources.WaitUntilHealthyAsync(name, TestContext.Current.CancellationToken)));

    /// <summary>The front end needs packages that no npm that runs at the same time can have installed.</summary>
    private sealed class OutdatedPackages : IDisposable
    {
        private static readonly string s_file = Path.Combine(Build.Repository.Root, "CodiesVibe.Frontend", "package.json");

        private readonly DateTime _before = File.GetLastWriteTimeUtc(s_file);

        public OutdatedPackages() => File.SetLastWriteTimeUtc(s_file, DateTime.UtcNow.AddHours(1));

        public void Dispose() => File.SetLastWriteTimeUtc(s_file, _before);
    }
}
