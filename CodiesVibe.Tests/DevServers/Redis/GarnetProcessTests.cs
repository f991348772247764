using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>Starting, crashing and refusing of the cache server for development.</summary>
public sealed class GarnetProcessTests : IDisposable
{
    private static readonly TimeSpan s_exitTimeout = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Starts_after_every_crash_in_the_middle_of_writing()
    {
        for (int crash = 0; crash < 5; crash++)
        {
            await using RedisProcess server = RedisProcess.StartGarnet(_folder.Data);
            await server.WaitUntilReadyAsync();
            await using ConnectionMultiplexer connection = await server.ConnectAsync(password: null);
            IDatabase database = connection.GetDatabase();

            var halfWritten = new TaskCompletionSource();
            Task writing = WriteUntilItFailsAsync(database, halfWritten);
            await halfWritten.Task.WaitAsync(s_exitTimeout, TestContext.Current.CancellationToken);
            if (crash > 2)
            {
                await database.ExecuteAsync("BGSAVE"); // the crash hits a checkpoint, too
            }

            Assert.False(writing.IsCompleted);
            await server.CrashAsync();
            await Assert.ThrowsAnyAsync<RedisException>(() => writing);
        }

        static async Task WriteUntilItFailsAsync(IDatabase database, TaskCompletionSource halfWritten)
        {
            for (int batch = 0; ; batch++)
            {
                await Task.WhenAll(Enumerable.Range(0, 500).Select(key => database.StringSetAsync($"k{key}", new byte[2_000 + batch])));
                if (batch == 10)
                {
                    halfWritten.SetResult();
                }
            }
        }
    }

    [Fact]
    public async Task Listens_on_one_loopback_address_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no second loopback address.");
        await using RedisProcess server = RedisProcess.StartGarnet(_folder.Data);
        await server.WaitUntilReadyAsync();
        using var client = new TcpClient();
        SocketException refusal = await Assert.ThrowsAsync<SocketException>(async () => await client.ConnectAsync("127.0.0.2", server.Port, TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    [Fact]
    public async Task Names_the_port_that_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await RefusesAsync(1, $"cannot listen on 127.0.0.1:{port}: Address already in use", port: port);
        Assert.False(Directory.Exists(_folder.Data));
    }

    [Fact]
    public async Task Leaves_a_folder_to_the_server_that_uses_it()
    {
        await using RedisProcess first = RedisProcess.StartGarnet(_folder.Data);
        await first.WaitUntilReadyAsync();
        await RefusesAsync(1, "used by another process");
        await using ConnectionMultiplexer connection = await first.ConnectAsync(password: null);
        await connection.GetDatabase().PingAsync();
    }

    [Fact]
    public async Task Names_a_folder_that_cannot_be_created()
    {
        await File.WriteAllTextAsync(_folder.Data, "a file", TestContext.Current.CancellationToken);
        await RefusesAsync(1, $"The data folder '{_folder.Data}' cannot be used");
    }

    [Fact]
    public async Task Names_damaged_data_and_leaves_it_alone()
    {
        string log = Path.Combine(_folder.Data, "AOF", "aof.log.0");
        await using (RedisProcess server = RedisProcess.StartGarnet(_folder.Data))
        {
            await server.WaitUntilReadyAsync();
            await using ConnectionMultiplexer connection = await server.ConnectAsync(password: null);
            await connection.GetDatabase().StringSetAsync("k", new byte[100_000]);
            server.Terminate();
            Assert.Equal(0, await server.WaitForExitAsync(s_exitTimeout));
        }

        byte[] damaged = new byte[new FileInfo(log).Length];
        Array.Fill(damaged, (byte)0x5a);
        await File.WriteAllBytesAsync(log, damaged, TestContext.Current.CancellationToken);
        await RefusesAsync(1, $"The cache in '{_folder.Data}' cannot be opened");
        Assert.Equal(damaged, await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("http")]
    public async Task Names_an_invalid_port(string port) => await RefusesAsync(64, $"PORT is '{port}'", port: port);

    [Fact]
    public async Task Refuses_a_password_that_it_could_not_compare() =>
        await RefusesAsync(64, "REDIS_PASSWORD contains a character outside ASCII", password: "wörd");

    private async Task RefusesAsync(int exitCode, string message, string? port = null, string? password = null)
    {
        await using RedisProcess server = RedisProcess.StartGarnet(_folder.Data, port, password);
        Assert.Equal(exitCode, await server.WaitForExitAsync(s_exitTimeout));
        Assert.Contains(message, server.Output, StringComparison.Ordinal);
        Assert.Single(server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
