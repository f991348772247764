using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace CodiesVibe.Tests.Build;

/// <summary>The script that finds or fetches the engine, against a stand-in for npm and an empty home folder.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EngineFetchTests : IDisposable
{
    /// <summary>No content is recorded for this version, so a stand-in passes for it.</summary>
    private const string Version = "99.0.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly FakeNpm _npm;

    public EngineFetchTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        _npm = new FakeNpm(_folder);
    }

    private string Cache => Path.Combine(_folder.FullName, "cache", "codiesvibe");

    private string Engine => Path.Combine(Cache, $"aspire-cli-{RuntimeInformation.RuntimeIdentifier}-{Version}");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Fetches_the_engine_once_and_keeps_the_cli()
    {
        _npm.ThatDelivers(Version);

        var first = await FetchAsync();
        var second = await FetchAsync();

        var programs = $"{Engine}/dcp/dcp|{Engine}/managed/aspire-managed";
        Assert.True(first.ExitCode == 0, first.All);
        Assert.Equal(programs, first.Output);
        Assert.Contains(first.ErrorLines, line => line.Contains("ready", StringComparison.Ordinal));
        Assert.Equal(programs, second.Output);
        Assert.Empty(second.ErrorLines);
        Assert.Equal(1, _npm.Calls);
        Assert.Equal([Engine], Directory.GetFileSystemEntries(Cache));
        Assert.True(File.Exists(Path.Combine(Engine, "bin", "aspire")));
    }

    [Fact]
    public async Task Two_builds_at_the_same_time_download_once()
    {
        var go = Path.Combine(_folder.FullName, "go");
        _npm.ThatDelivers(Version, before: $"while ! [ -e {go} ]; do sleep 0.05; done");
        await using var first = Start("fetch", Version);
        await using var second = Start("fetch", Version);

        await Eventually(() => first.All.Contains("Waiting", StringComparison.Ordinal) || second.All.Contains("Waiting", StringComparison.Ordinal));
        await File.WriteAllTextAsync(go, "", TestContext.Current.CancellationToken);
        await first.EndAsync();
        await second.EndAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(1, _npm.Calls);
    }

    [Theory]
    [InlineData("dcp/dcp")]
    [InlineData("managed/aspire-managed")]
    [InlineData(".complete")]
    public async Task Repairs_a_damaged_cache(string damaged)
    {
        _npm.ThatDelivers(Version);
        await FetchAsync();
        await File.WriteAllTextAsync(Path.Combine(Engine, damaged), "", TestContext.Current.CancellationToken);

        var repaired = await FetchAsync();

        Assert.True(repaired.ExitCode == 0, repaired.All);
        Assert.Equal(2, _npm.Calls);
        Assert.Equal("engine\n", await File.ReadAllTextAsync(Path.Combine(Engine, "dcp", "dcp"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_killed_fetch_is_taken_over_by_the_next_one()
    {
        _npm.That("sleep 600");
        await using (var killed = Start("fetch", Version))
        {
            await Eventually(() => _npm.Calls == 1);
        }
        Assert.Equal(2, Directory.GetFileSystemEntries(Cache).Length); // its lock and its work folder
        _npm.ThatDelivers(Version);

        var next = await FetchAsync();

        Assert.True(next.ExitCode == 0, next.All);
        Assert.Equal([Engine], Directory.GetFileSystemEntries(Cache));
    }

    [Theory]
    [InlineData("echo 'npm error code ETARGET' >&2; exit 1", 3, "no Aspire engine for this platform")]
    [InlineData("echo 'npm error code E404' >&2; exit 1", 3, "no Aspire engine for this platform")]
    [InlineData("echo 'npm error code EAI_AGAIN' >&2; exit 1", 4, "check the network")]
    [InlineData("echo 'npm error code ENOSPC' >&2; exit 1", 5, "disk is full")]
    [InlineData("echo 'npm error code EINTEGRITY' >&2; exit 1", 6, "arrived damaged")]
    [InlineData("echo no archive > stand-in.tgz; echo stand-in.tgz", 6, "archive of the Aspire engine is damaged")]
    [InlineData("mkdir -p package/bin; cp /bin/false package/bin/aspire; tar -czf stand-in.tgz package; echo stand-in.tgz", 7, "aspire setup ended with 1")]
    [InlineData("echo 'npm error something new' >&2; exit 1", 9, "something new")]
    public async Task Says_in_one_line_what_is_wrong_and_leaves_nothing_behind(string npm, int code, string message)
    {
        _npm.That(npm);

        await AssertFailsAsync(Version, code, message);

        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    [Fact]
    public async Task Refuses_another_content_than_the_recorded_one()
    {
        _npm.ThatDelivers("13.5.4");

        await AssertFailsAsync("13.5.4", 6, "another content than recorded");

        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    [Fact]
    public Task Says_that_npm_is_missing() => AssertFailsAsync(Version, 1, "npm was not found on PATH; install Node 20.19 or newer");

    [Fact]
    public Task Says_which_configured_path_is_wrong() =>
        AssertFailsAsync(Version, 8, "ASPIRE_DCP_PATH is set, but there is no /nowhere/dcp", ("ASPIRE_DCP_PATH", "/nowhere"));

    [Fact]
    public async Task Prefers_the_engine_of_an_installed_cli_of_the_same_version()
    {
        var versions = _folder.CreateSubdirectory(".aspire/versions");
        WriteBundle(versions.CreateSubdirectory("98.0.0_other"));
        var bundle = versions.CreateSubdirectory($"{Version}_installed");
        WriteBundle(bundle);

        var found = await FetchAsync();

        Assert.Equal($"{bundle}/dcp/dcp|{bundle}/managed/aspire-managed", found.Output);
    }

    private static void WriteBundle(DirectoryInfo bundle)
    {
        File.WriteAllText(Path.Combine(bundle.CreateSubdirectory("dcp").FullName, "dcp"), "");
        File.WriteAllText(Path.Combine(bundle.CreateSubdirectory("managed").FullName, "aspire-managed"), "");
    }

    private async Task AssertFailsAsync(string version, int code, string message, params (string Name, string? Value)[] environment)
    {
        await using var fetch = Start("fetch", version, environment);
        await fetch.EndAsync();
        Assert.True(fetch.ExitCode == code, fetch.All);
        Assert.Contains(message, Assert.Single(fetch.Output.Split('\n')), StringComparison.Ordinal);
    }

    private async Task<Command> FetchAsync()
    {
        var fetch = Start("fetch", Version);
        await using (fetch)
        {
            await fetch.EndAsync();
        }
        return fetch;
    }

    /// <summary>Through a shell, since the script takes its parent for the build that it works for.</summary>
    private Command Start(string command, string version, params (string Name, string? Value)[] environment) => Command.Start(
        Path.Combine(_npm.SearchPath, "sh"),
        ["-c", "node \"$@\"; exit $?", "sh", Repository.EngineScript, command, version],
        _folder.FullName,
        [
            ("PATH", _npm.SearchPath),
            ("HOME", _folder.FullName),
            ("XDG_CACHE_HOME", Path.Combine(_folder.FullName, "cache")),
            ("ASPIRE_DCP_PATH", null),
            ("ASPIRE_DASHBOARD_PATH", null),
            .. environment,
        ]);

    private static async Task Eventually(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
