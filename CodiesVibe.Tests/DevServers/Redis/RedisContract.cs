using StackExchange.Redis;

namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>What the system asks of its cache; the server for development and the real one must both pass.</summary>
public abstract class RedisContract : IAsyncLifetime
{
    private const string Password = "p%40ss:w/rd#1,x=y";

    private readonly TemporaryFolder _folder = new();
    private RedisProcess? _server;
    private ConnectionMultiplexer? _connection;

    private IDatabase Database => _connection!.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = Start(_folder.Data, Password);
            await _server.WaitUntilReadyAsync();
            _connection = await _server.ConnectAsync(Password);
        }
        catch
        {
            await DisposeAsync(); // xUnit does so only after a start that succeeded
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task Keeps_bytes_until_they_expire()
    {
        byte[] bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        await Database.StringSetAsync("lasting", bytes, TimeSpan.FromMinutes(1));
        await Database.StringSetAsync("fleeting", "x", TimeSpan.FromMilliseconds(300));

        Assert.Equal(bytes, (byte[]?)await Database.StringGetAsync("lasting"));
        Assert.InRange((await Database.KeyTimeToLiveAsync("lasting"))!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        await Eventually.BecomesTrueAsync("the key has expired", TimeSpan.FromSeconds(10), async () => (await Database.StringGetAsync("fleeting")).IsNull);
        Assert.True(await Database.KeyDeleteAsync("lasting"));
        Assert.False(await Database.KeyDeleteAsync("lasting"));
    }

    [Fact]
    public async Task Counts_without_losing_a_concurrent_increment()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Database.StringIncrementAsync("counter")));
        Assert.Equal(500, (long)await Database.StringGetAsync("counter"));
    }

    [Fact]
    public async Task Hashes_hold_fields()
    {
        await Database.HashSetAsync("tool", [new("name", "Aider"), new("slug", "aider")]);
        await Database.HashDeleteAsync("tool", "slug");
        Assert.Equal([new HashEntry("name", "Aider")], await Database.HashGetAllAsync("tool"));
    }

    [Fact]
    public async Task A_transaction_runs_only_under_its_condition()
    {
        await Database.StringSetAsync("version", 1);
        Assert.True(await UpdateFromAsync(1));
        Assert.False(await UpdateFromAsync(1));
        Assert.Equal(2, (int)await Database.StringGetAsync("version"));

        Task<bool> UpdateFromAsync(int version)
        {
            ITransaction transaction = Database.CreateTransaction();
            transaction.AddCondition(Condition.StringEqual("version", version));
            _ = transaction.StringIncrementAsync("version");
            return transaction.ExecuteAsync();
        }
    }

    [Fact]
    public async Task Scripts_run_on_the_server()
    {
        await Database.StringSetAsync("k", "v");
        Assert.Equal("v", (string?)await Database.ScriptEvaluateAsync("return redis.call('GET', KEYS[1])", ["k"]));
    }

    [Fact]
    public async Task Keys_are_found_by_their_prefix()
    {
        string[] mine = [.. Enumerable.Range(0, 300).Select(number => $"mine:{number}")];
        await Database.StringSetAsync([.. mine.Append("other:1").Select(key => KeyValuePair.Create((RedisKey)key, (RedisValue)"x"))]);

        var found = new HashSet<string>();
        await foreach (RedisKey key in _connection!.GetServers().Single().KeysAsync(pattern: "mine:*", pageSize: 50))
        {
            found.Add(key.ToString());
        }

        Assert.Equal(mine.Order(), found.Order());
    }

    [Fact]
    public async Task A_message_reaches_the_subscribers_of_its_channel()
    {
        await using ConnectionMultiplexer listener = await _server!.ConnectAsync(Password);
        ChannelMessageQueue queue = await listener.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"));
        await _connection!.GetSubscriber().PublishAsync(RedisChannel.Literal("other"), "not for us");
        Assert.Equal(1, await _connection.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "for us"));
        Assert.Equal("for us", (string?)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task Rejects_a_client_without_the_password(string? password) =>
        await Assert.ThrowsAsync<RedisConnectionException>(() => _server!.ConnectAsync(password));

    [Fact]
    public async Task Does_not_show_its_password()
    {
        string commandLine = await File.ReadAllTextAsync($"/proc/{_server!.Id}/cmdline", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Password, commandLine, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_quick_and_keeps_the_entries()
    {
        await Database.StringSetAsync("kept", "yes");
        _server!.Terminate();
        Assert.Equal(0, await _server.WaitForExitAsync(TimeSpan.FromSeconds(5)));

        await using RedisProcess next = Start(_folder.Data, Password);
        await next.WaitUntilReadyAsync();
        await using ConnectionMultiplexer again = await next.ConnectAsync(Password);
        Assert.Equal("yes", (string?)await again.GetDatabase().StringGetAsync("kept"));
    }

    private protected abstract RedisProcess Start(string dataFolder, string password);
}
