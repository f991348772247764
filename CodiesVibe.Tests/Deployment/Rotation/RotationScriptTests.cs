using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Rotation;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Server;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Rotation;

/// <summary>The script that exchanges a secret, in the shells of Debian and Alpine; docker and the databases behind it are stand-ins.</summary>
public sealed class RotationScriptTests
{
    private const string Given = "given-value~1";

    public static TheoryData<string> Secrets => [.. RotatedSecret.All.Select(secret => secret.Name)];

    [Theory]
    [Requirement("R181")]
    [Trait("Category", "Drill")]
    [MemberData(nameof(Secrets))]
    public async Task The_file_and_the_account_change_together(string name)
    {
        using var server = await DeployedAsync("dash");
        var secret = Stage(server, name);
        var (before, slot) = (Secret(server, name), server.Flags.ToList());
        var run = await RotateAsync(server);
        Assert.True(run.ExitCode == 0, run.All + Log(server));
        Assert.NotEqual(before, Secret(server, name));
        if (secret.IsGiven)
        {
            Assert.Equal(Given, Secret(server, name));
        }

        AssertWhole(server, secret, slot, Log(server));
        Assert.Equal(secret.Restarted.Where(service => server.Container(service) is not null), server.Calls.Where(call => call.Contains(" docker restart ", StringComparison.Ordinal)).Select(call => call.Split(' ')[^1]));
        Assert.Equal(secret.IsOfBackend, server.Calls.Any(call => call.EndsWith(" backend-green", StringComparison.Ordinal) && call.Contains(" up -d ", StringComparison.Ordinal)));
        Assert.Equal($"dev@laptop rotated {name}", server.Read("audit.log").Split('\n')[^1].Split(' ', 2)[1]);
        // Neither value is an argument of a program, or in a log.
        Assert.DoesNotContain(server.Calls.Append(Log(server)), text => (before.Length > 0 && text.Contains(before, StringComparison.Ordinal)) || text.Contains(Secret(server, name), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task It_runs_in_busybox_and_from_the_green_slot()
    {
        using var server = await DeployedAsync("busybox");
        await server.DeployAsync(DeployedServer.Options with { Version = "2.0.0" });
        var secret = Stage(server, "mongodb-application-password");
        var run = await RotateAsync(server);
        Assert.True(run.ExitCode == 0, run.All + Log(server));
        AssertWhole(server, secret, ["backend-green", "frontend-green"], Log(server));
        Assert.Contains("The backend serves from blue meanwhile", Log(server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb-application-password", "mongodb")]
    [InlineData("mongodb-password", "mongodb", Traits = ["Category", "Drill"])]
    [InlineData("redis-password", "redis")]
    [InlineData("grafana-admin-password", "grafana", Traits = ["Category", "Drill"])]
    public async Task A_database_that_refuses_leaves_all_as_it_was(string name, string key)
    {
        using var server = await DeployedAsync("dash");
        var secret = Stage(server, name);
        var before = server.Served();
        server.Refuse(key);
        Assert.Equal(1, (await RotateAsync(server)).ExitCode);
        server.Refuse(key, refuses: false);
        if (File.Exists(server.At("activating")))
        {
            // The way back needs the database, too: the next command takes it.
            Assert.Equal(0, (await server.RunAsync(["releases/rotate/rotate.sh", "recover"])).ExitCode);
        }

        AssertWhole(server, secret, [], Log(server));
        Assert.Equal(before, server.Served().Where(line => !line.StartsWith("audit.log", StringComparison.Ordinal)));
        Assert.Contains("error: ", Log(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_would_break_a_connection_string_is_refused_before_anything_changes()
    {
        using var server = await DeployedAsync("dash");
        Stage(server, "redis-password", "a,b");
        Assert.Equal(1, (await RotateAsync(server)).ExitCode);
        Assert.Contains("error: init-secrets.sh: The secret redis-password contains other characters than letters", Log(server), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Calls, call => call.Contains(" docker exec -i ", StringComparison.Ordinal));
    }

    [Theory]
    [Requirement("R181")]
    [Trait("Category", "Drill")]
    [InlineData("mongodb-application-password")]
    [InlineData("mongodb-password")]
    [InlineData("redis-password")]
    [InlineData("redis-exporter-password")]
    [InlineData("grafana-admin-password")]
    public async Task A_kill_at_any_moment_leaves_the_old_secret_or_the_new_one_whole(string name)
    {
        using var template = await DeployedAsync("dash");
        var secret = Stage(template, name);
        var before = Secret(template, name);
        template.CountFileChanges();
        using var whole = await template.CopyAsync();
        Assert.Equal(0, (await RotateAsync(whole)).ExitCode);
        var exchanged = new ConcurrentBag<bool>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, whole.Calls.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (call, _) =>
            {
                using var server = await template.CopyAsync();
                Assert.Equal(137, (await server.CountedAsync(call, "releases/rotate/rotate.sh", "rotate")).ExitCode);
                var recovery = await server.RunAsync(["releases/rotate/rotate.sh", "recover"]);
                AssertWhole(server, secret, [], $"killed before call {call} ({whole.Calls[call - 1]}), recovery {recovery.ExitCode}: {recovery.All}{Log(server)}");
                exchanged.Add(Secret(server, name) != before);
            });
        TestContext.Current.TestOutputHelper?.WriteLine($"{exchanged.Count} kills, {exchanged.Count(value => value)} exchanged");
        Assert.Contains(true, exchanged);
        Assert.Contains(false, exchanged);
    }

    /// <summary>The file, the files that are composed of it and the account have one and the same value, and nothing is left of the exchange.</summary>
    private static void AssertWhole(StandInServer server, RotatedSecret secret, IEnumerable<string> flags, string when)
    {
        var value = Secret(server, secret.Name);
        Assert.True(File.Exists(server.At("activating")) is false && !Directory.Exists(server.At("secrets/.rotation")) && !File.Exists(server.At("releases/rotate/given")), when);
        Assert.True(flags.SequenceEqual(server.Flags), when);
        var (serving, idle) = flags.Contains("backend-green") ? ("backend-green", "backend") : ("backend", "backend-green");
        Assert.True(server.Container(serving) == "running" && (!secret.IsOfBackend || server.Container(idle) is null or "exited"), when);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(server.At($"secrets/{secret.Name}")).ToString() == "OtherRead, GroupRead, UserRead", when);
        switch (secret.Kind)
        {
            case SecretKind.Mongodb:
                Assert.True(value == server.Account($"mongodb-{secret.Account}") && server.Account($"mongodb-{secret.Account}-rotation") is null, when);
                break;
            case SecretKind.Redis:
                Assert.True(Hash(value) == server.Account($"redis-{secret.Account}") && Secret(server, "redis.users.acl").Contains($"user {secret.Account} on #{Hash(value)} ", StringComparison.Ordinal), when);
                break;
            case SecretKind.Grafana:
                Assert.True(value == server.Account("grafana"), when);
                break;
        }

        // The backend reads a password of its own as it is.
        if (secret.IsOfBackend && secret.Kind != SecretKind.File)
        {
            Assert.True(Secret(server, $"backend.ConnectionStrings__{(secret.Kind == SecretKind.Redis ? "redis" : "codiesvibe")}").Contains(value, StringComparison.Ordinal), when);
        }
    }

    private static async Task<StandInServer> DeployedAsync(string shell)
    {
        var server = new StandInServer(shell);
        await server.DeployAsync(DeployedServer.Options);
        foreach (var secret in RotatedSecret.All.Where(secret => !secret.IsGiven))
        {
            var value = Secret(server, secret.Name);
            server.SetAccount(secret.Kind == SecretKind.Grafana ? "grafana" : $"{secret.Kind.ToString().ToLowerInvariant()}-{secret.Account}", secret.Kind == SecretKind.Redis ? Hash(value) : value);
        }

        return server;
    }

    private static RotatedSecret Stage(StandInServer server, string name, string? given = null)
    {
        var secret = RotatedSecret.Find(name);
        Directory.CreateDirectory(server.At("releases/rotate"));
        foreach (var (file, text) in ServerScripts.Rotation.Append(new("activation", SecretRotation.Activation(secret, new DeployTimeouts { Containers = 2 }, "dev@laptop"))))
        {
            File.WriteAllText(server.At($"releases/rotate/{file}"), text);
        }

        if (given is not null || secret.IsGiven)
        {
            File.WriteAllText(server.At("releases/rotate/given"), given ?? Given);
        }

        return secret;
    }

    private static Task<Command> RotateAsync(StandInServer server) => server.CountedAsync(null, "releases/rotate/rotate.sh", "rotate");

    private static string Secret(StandInServer server, string name) => File.Exists(server.At($"secrets/{name}")) ? server.Read($"secrets/{name}") : "";

    private static string Log(StandInServer server) => File.Exists(server.At("releases/rotate/log")) ? server.Read("releases/rotate/log") : "";

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
