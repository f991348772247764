using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Remote;

/// <summary>How the system's ssh reads its arguments.</summary>
public sealed class SshArgumentsTests
{
    private static readonly DeployOptions s_full = DeployedServer.Options with
    {
        Port = 2222,
        User = "deploy",
        KeyFile = "/keys/a %h key",
        KnownHostsFile = "/hosts/with %h space",
        Timeouts = new() { Connect = 7 },
    };

    [Fact]
    [Requirement("R153")]
    public async Task Every_option_reaches_ssh()
    {
        var understood = await UnderstoodAsync(SshArguments.Connect(s_full, "/run/s", "cat"));
        Assert.Superset(
            new HashSet<string>
            {
                "host vps.test", "hostname vps.test", "port 2222", "user deploy", "batchmode yes", "stricthostkeychecking true", "connecttimeout 7", "serveraliveinterval 5", "serveralivecountmax 3",
                "controlmaster true", "controlpath /run/s", "controlpersist no", "identitiesonly yes", "userknownhostsfile /hosts/with %h space", "globalknownhostsfile none",
            },
            understood);
    }

    [Fact]
    public async Task What_is_not_set_is_left_to_the_configuration_of_ssh()
    {
        var arguments = SshArguments.Connect(DeployedServer.Options, "/run/s", "cat");
        Assert.DoesNotContain("-l", arguments);
        Assert.DoesNotContain("-i", arguments);
        Assert.DoesNotContain(arguments, argument => argument.StartsWith("UserKnownHostsFile", StringComparison.Ordinal));
        Assert.Contains("stricthostkeychecking true", await UnderstoodAsync(arguments));
    }

    [Fact]
    public async Task A_command_never_opens_a_connection_of_its_own()
    {
        var understood = await UnderstoodAsync(SshArguments.Run(s_full, "/run/s", "true"));
        Assert.Superset(new HashSet<string> { "controlmaster false", "controlpath /run/s", "proxycommand false" }, understood);
    }

    [Fact]
    public void Nothing_behind_the_host_is_an_option() => Assert.Equal(["--", "vps.test", "-x"], SshArguments.Connect(s_full, "/run/s", "-x").TakeLast(3));

    /// <summary>The configuration that ssh would use, without the user's own.</summary>
    private static async Task<HashSet<string>> UnderstoodAsync(IReadOnlyList<string> arguments)
    {
        var run = await Command.RunAsync(InstalledProgram.Require("ssh"), ["-G", "-F", "none", .. arguments], Path.GetTempPath());
        Assert.True(run.ExitCode == 0, run.All);
        return [.. run.Output.Split('\n')];
    }
}
