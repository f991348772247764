using CodiesVibe.Publishing.Healing;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Healing;

/// <summary>The script, with a stand-in for the engine that reports the states of a test and records what is restarted.</summary>
public sealed class HealScriptTests
{
    [Theory]
    [InlineData("", "1 mongodb healthy", "2 redis healthy", "3 backend healthy", "4 nginx healthy")]
    [InlineData("4", "4 nginx unhealthy", "3 backend exited")]
    [InlineData("3", "1 mongodb healthy", "2 redis healthy", "3 backend unhealthy", "4 nginx healthy")]
    [InlineData("5", "1 mongodb healthy", "2 redis healthy", "3 backend exited", "5 backend-green unhealthy")]
    [InlineData("1", "1 mongodb unhealthy", "2 redis healthy", "3 backend unhealthy")] // it could not do better yet
    [InlineData("", "1 mongodb exited", "2 redis healthy", "3 backend unhealthy")]
    [InlineData("3 7", "1 mongodb healthy", "2 redis none", "3 backend unhealthy", "6 backend healthy", "7 backend unhealthy")]
    [InlineData("", "1 grafana starting")]
    public async Task It_restarts_what_hangs_and_nothing_else(string restarted, params string[] states)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for a POSIX shell.");
        using var folder = new PublishedFolder();
        folder.WriteSettings("COMPOSE_PROJECT_NAME=codiesvibe-staging");
        var bin = Directory.CreateDirectory(folder.At("bin")).FullName;
        await File.WriteAllTextAsync(folder.At("states"), string.Join('\n', [.. states, ""]), TestContext.Current.CancellationToken);
        // Each state is an id, a service and its health.
        await File.WriteAllTextAsync(Path.Combine(bin, "docker"), $$"""
            #!/bin/sh
            command=$1
            case $command in
                ps)
                    case $* in *label=com.docker.compose.project=codiesvibe-staging*) ;; *) exit ;; esac
                    while read -r id service health; do
                        case "$* " in *"compose.service=$service "*"health=$health "*) echo "$id" ;; esac
                    done < '{{folder.At("states")}}'
                    ;;
                restart) echo "$2" >> '{{folder.At("restarted")}}' ;;
            esac
            """, TestContext.Current.CancellationToken);
        await Command.RunAsync("chmod", ["+x", Path.Combine(bin, "docker")], bin);

        // As cron does, from another directory.
        var heal = await Command.RunAsync(folder.At(HealScript.Path), [], Path.GetTempPath(), ("PATH", $"{bin}:{Environment.GetEnvironmentVariable("PATH")}"));

        Assert.True(heal.ExitCode == 0, heal.All);
        Assert.Equal(restarted, File.Exists(folder.At("restarted")) ? folder.Read("restarted").Trim().Replace('\n', ' ') : "");
    }
}
