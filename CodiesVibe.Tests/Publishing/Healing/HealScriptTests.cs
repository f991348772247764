using CodiesVibe.Publishing.Healing;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Healing;

/// <summary>The script, with a stand-in for the engine that reports the states of a test and records what is restarted.</summary>
public sealed class HealScriptTests
{
    [Theory]
    [InlineData("", "mongodb=healthy", "redis=healthy", "backend=healthy", "nginx=healthy")]
    [InlineData("nginx", "nginx=unhealthy", "backend=exited")]
    [InlineData("backend", "mongodb=healthy", "redis=healthy", "backend=unhealthy", "nginx=healthy")]
    [InlineData("backend-green", "mongodb=healthy", "redis=healthy", "backend=exited", "backend-green=unhealthy")]
    [InlineData("mongodb", "mongodb=unhealthy", "redis=healthy", "backend=unhealthy")] // it could not do better yet
    [InlineData("", "mongodb=exited", "redis=healthy", "backend=unhealthy")]
    [InlineData("", "grafana=starting")]
    public async Task It_restarts_what_hangs_and_nothing_else(string restarted, params string[] states)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for a POSIX shell.");
        using var folder = new PublishedFolder();
        var bin = Directory.CreateDirectory(folder.At("bin")).FullName;
        await File.WriteAllTextAsync(folder.At("states"), string.Join('\n', [.. states, ""]), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(bin, "docker"), $"""
            #!/bin/sh
            case $1 in
                inspect) sed -n "s/^$4=//p" '{folder.At("states")}' | grep . ;;
                restart) echo "$2" >> '{folder.At("restarted")}' ;;
            esac
            """, TestContext.Current.CancellationToken);
        await Command.RunAsync("chmod", ["+x", Path.Combine(bin, "docker")], bin);

        var heal = await Command.RunAsync(folder.At(HealScript.Path), [], folder.Path, ("PATH", $"{bin}:{Environment.GetEnvironmentVariable("PATH")}"));

        Assert.True(heal.ExitCode == 0, heal.All);
        Assert.Equal(restarted, File.Exists(folder.At("restarted")) ? folder.Read("restarted").Trim() : "");
    }
}
