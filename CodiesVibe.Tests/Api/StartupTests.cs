using System.Net;
using System.Net.Sockets;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api;

/// <summary>The error of an API that cannot start: one line, exit code 1, no secret.</summary>
public sealed class StartupTests
{
    private const string Secret = "hunter2";
    private const string Mongodb = $"mongodb://user:{Secret}@127.0.0.1:1/codiesvibe";
    private const string Redis = $"127.0.0.1:1,password={Secret}";

    [Theory]
    [InlineData(null, Redis, "ConnectionStrings__codiesvibe")]
    [InlineData("", Redis, "ConnectionStrings__codiesvibe")]
    [InlineData($"postgres://user:{Secret}@host", Redis, "ConnectionStrings__codiesvibe")]
    [InlineData($"mongodb://user:{Secret}@:x:y", Redis, "ConnectionStrings__codiesvibe")]
    [InlineData($"mongodb://user:{Secret}/x@127.0.0.1:1/codiesvibe", Redis, "ConnectionStrings__codiesvibe")] // the driver repeats this one
    [InlineData(Mongodb, null, "ConnectionStrings__redis")]
    [InlineData(Mongodb, $"password={Secret},nonsense=1,abortConnect=perhaps", "ConnectionStrings__redis")]
    [InlineData(Mongodb, $"127.0.0.1:1,password=a,ssl={Secret}", "ConnectionStrings__redis")] // the password has a comma
    public Task A_wrong_connection_string_is_named(string? mongodb, string? redis, string expected) =>
        FailsAsync(expected, new() { ["ConnectionStrings__codiesvibe"] = mongodb, ["ConnectionStrings__redis"] = redis });

    [Fact]
    public async Task A_corrupt_seed_file_is_named()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "[{}]", TestContext.Current.CancellationToken);
        try
        {
            await FailsAsync($"{file} is not valid: entry 1", With("Seed__File", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Edge__Networks", "172.20.0.0/99")]
    [InlineData("Cors__AllowedOrigins", "https://app.example/path")]
    [InlineData("Cors__AllowedOrigins", "app.example")]
    [InlineData("RATE_LIMIT_MAX", "many")]
    [InlineData("RATE_LIMIT_MAX", "100")] // and no window
    [InlineData("RATE_LIMIT_WINDOW", "-1")]
    public Task A_wrong_setting_is_named(string name, string value) => FailsAsync(name, With(name, value));

    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:0")]
    [InlineData("https://nginx:443/")]
    public Task A_wrong_address_of_the_edge_is_named(string address) => FailsAsync("Edge__TlsAddress", With("Edge__TlsAddress", address));

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await FailsAsync(address, With("ASPNETCORE_URLS", address));
    }

    private static Dictionary<string, string?> With(string name, string value) => new()
    {
        ["ConnectionStrings__codiesvibe"] = Mongodb,
        ["ConnectionStrings__redis"] = Redis,
        [name] = value,
    };

    private static async Task FailsAsync(string expected, Dictionary<string, string?> environment)
    {
        await using var api = ApiProcess.Launch(environment);

        Assert.Equal(1, await api.WaitForExitAsync(TestContext.Current.CancellationToken));
        var line = Assert.Single(api.Errors);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, string.Join('\n', api.Errors.Concat(api.Output)), StringComparison.Ordinal);
    }
}
