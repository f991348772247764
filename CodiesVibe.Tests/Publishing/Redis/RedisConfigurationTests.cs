using System.Diagnostics;
using System.Globalization;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Redis;

/// <summary>The published configuration and the users that the script makes, in a real server with other paths.</summary>
public sealed class RedisConfigurationTests : IAsyncDisposable
{
    private readonly PublishedFolder _folder = new();
    private readonly string _port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
    private Command? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            await _server.EndAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task An_anonymous_client_can_only_ping()
    {
        await StartAsync();
        Assert.Equal("PONG", await AskAsync(null, null, "ping"));
        Assert.StartsWith("NOPERM", await AskAsync(null, null, "get", "key"), StringComparison.Ordinal);
        Assert.StartsWith("NOPERM", await AskAsync(null, null, "info"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_reads_and_writes_but_does_not_administer()
    {
        await StartAsync();
        Assert.Equal("PONG", await AskAsync("codiesvibe", "redis-password", "ping"));
        Assert.Equal("OK", await AskAsync("codiesvibe", "redis-password", "set", "key", "value"));
        Assert.Equal("value", await AskAsync("codiesvibe", "redis-password", "get", "key"));
        Assert.StartsWith("NOPERM", await AskAsync("codiesvibe", "redis-password", "config", "get", "dir"), StringComparison.Ordinal);
        Assert.StartsWith("NOPERM", await AskAsync("codiesvibe", "redis-password", "acl", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exporter_reads_metrics_but_no_data()
    {
        await StartAsync();
        Assert.Contains("redis_version", await AskAsync("exporter", "redis-exporter-password", "info", "server"), StringComparison.Ordinal);
        Assert.Contains("volatile-ttl", await AskAsync("exporter", "redis-exporter-password", "config", "get", "maxmemory-policy"), StringComparison.Ordinal);
        Assert.StartsWith("NOPERM", await AskAsync("exporter", "redis-exporter-password", "get", "key"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R181")]
    public async Task Whoever_exchanges_passwords_adds_a_second_one_and_removes_the_first_one_and_does_nothing_else()
    {
        await StartAsync();
        string Hash(string secret) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_folder.Read($"secrets/{secret}"))));
        Task<string> ChangeAsync(string rule) => AskAsync("maintenance", "redis-maintenance-password", "acl", "setuser", "codiesvibe", rule);
        Assert.Equal("OK", await ChangeAsync($"#{Hash("grafana-admin-password")}"));
        Assert.Equal(("PONG", "PONG"), (await AskAsync("codiesvibe", "redis-password", "ping"), await AskAsync("codiesvibe", "grafana-admin-password", "ping")));
        Assert.Equal("OK", await ChangeAsync($"!{Hash("redis-password")}"));
        Assert.StartsWith("NOPERM", await AskAsync("codiesvibe", "redis-password", "get", "key"), StringComparison.Ordinal);
        Assert.Equal("OK", await AskAsync("codiesvibe", "grafana-admin-password", "set", "key", "value"));
        Assert.StartsWith("NOPERM", await AskAsync("maintenance", "redis-maintenance-password", "get", "key"), StringComparison.Ordinal);
        Assert.StartsWith("NOPERM", await AskAsync("maintenance", "redis-maintenance-password", "acl", "list"), StringComparison.Ordinal);
    }

    /// <summary>The published probe itself, in a shell as the engine runs it.</summary>
    [Theory]
    [Requirement("R036")]
    [InlineData("redis-password", 0)]
    [InlineData("redis-exporter-password", 1)]
    public async Task A_wrong_password_fails_the_probe(string secret, int exitCode)
    {
        await StartAsync();
        Assert.Equal(exitCode, (await ProbeAsync(secret)).ExitCode);
    }

    [Fact]
    [Requirement("R036")]
    public async Task The_probe_fails_where_the_user_does_not_exist()
    {
        await File.WriteAllTextAsync(_folder.At("acl"), "user default on nopass resetkeys resetchannels -@all +ping\n", TestContext.Current.CancellationToken);
        await StartAsync(users: _folder.At("acl"));
        Assert.Equal(1, (await ProbeAsync("redis-password")).ExitCode);
    }

    [Fact]
    public async Task The_probe_fails_without_a_server()
    {
        await _folder.PrepareAsync();
        Assert.Equal(1, (await ProbeAsync("redis-password")).ExitCode);
    }

    /// <summary>With the published file of passwords, in which it finds its own by the address of Redis.</summary>
    [Theory]
    [InlineData(null, 1)]
    [InlineData("wrong", 0)]
    public async Task The_exporter_logs_in_with_its_password_and_with_no_other(string? password, int up)
    {
        var program = InstalledProgram.Require("redis_exporter", "prometheus-redis-exporter");
        await StartAsync();
        var passwords = _folder.Read("secrets/redis-exporter.redis-passwords.json").Replace("redis:6379", $"127.0.0.1:{_port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.At("passwords.json"), password is null ? passwords : passwords.Replace(_folder.Read("secrets/redis-exporter-password"), password, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var exporter = await NativeServer.StartAsync(
            program, _folder.Path, address, $"-redis.addr=redis://127.0.0.1:{_port}", "-redis.user=exporter", $"-redis.password-file={_folder.At("passwords.json")}", $"-web.listen-address={address}");
        using var http = new HttpClient();
        Assert.Contains($"\nredis_up {up}\n", await http.GetStringAsync($"http://{address}/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_keeps_below_the_limit_of_its_container()
    {
        var limit = Published.Model.Find("redis")!.Facts.Limits!.Memory;
        var line = Published.Text("redis/redis.conf").Split('\n').Single(line => line.StartsWith("maxmemory ", StringComparison.Ordinal));
        Assert.InRange(int.Parse(line["maxmemory ".Length..^"mb".Length], CultureInfo.InvariantCulture), limit / 3, limit * 3 / 4);
    }

    /// <summary>Runs the published probe with that secret in the place of the application's.</summary>
    private Task<Command> ProbeAsync(string secret)
    {
        var probe = Published.Model.Find("redis")!.Facts.Probe!.Test;
        Assert.Equal("CMD-SHELL", probe[0]);
        var line = probe[1].Replace("/run/secrets/REDIS_PASSWORD", _folder.At($"secrets/{secret}"), StringComparison.Ordinal)
            .Replace("-h 127.0.0.1", $"-h 127.0.0.1 -p {_port}", StringComparison.Ordinal);
        return Command.RunAsync("/bin/sh", ["-c", line], _folder.Path);
    }

    /// <param name="users">Another file of users than the published one.</param>
    private async Task StartAsync(string? users = null)
    {
        var program = InstalledProgram.Require("redis-server");
        InstalledProgram.Require("redis-cli");
        await _folder.PrepareAsync();
        var data = Directory.CreateDirectory(_folder.At("data")).FullName;
        var configuration = _folder.Read("redis/redis.conf");
        foreach (var (theirs, ours) in new[]
        {
            ("bind * -::*", "bind 127.0.0.1"), ("port 6379", $"port {_port}"), ("aclfile /run/secrets/users.acl", $"aclfile {users ?? _folder.At("secrets/redis.users.acl")}"), ("dir /data", $"dir {data}"),
        })
        {
            Assert.Contains($"\n{theirs}\n", configuration, StringComparison.Ordinal);
            configuration = configuration.Replace($"\n{theirs}\n", $"\n{ours}\n", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(_folder.At("data/redis.conf"), configuration, TestContext.Current.CancellationToken);
        _server = Command.Start(program, [_folder.At("data/redis.conf")], data);
        var limit = Stopwatch.StartNew();
        while (!_server.Output.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            Assert.False(_server.HasEnded || limit.Elapsed > TimeSpan.FromSeconds(30), _server.All);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> AskAsync(string? user, string? secret, params string[] command)
    {
        string[] who = user is null ? [] : ["--user", user];
        var password = secret is null ? null : _folder.Read($"secrets/{secret}");
        var answer = await Command.RunAsync("redis-cli", ["--no-auth-warning", .. who, "-h", "127.0.0.1", "-p", _port, .. command], _folder.Path, ("REDISCLI_AUTH", password));
        return answer.All.Trim();
    }
}
