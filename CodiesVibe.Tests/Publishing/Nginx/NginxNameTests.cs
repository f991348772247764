using System.Net;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The servers behind the edge are names, and what is behind a name comes, goes and changes.</summary>
public sealed class NginxNameTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly IPAddress s_other = IPAddress.Parse("127.0.0.2");

    private readonly NginxFolder _folder = new();
    private readonly StubDns _dns = new();
    private readonly int _port = QuietPort.Find();
    private NginxProcess? _nginx;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Client => _nginx!.Client;

    public async ValueTask InitializeAsync()
    {
        _nginx = await NginxProcess.StartAsync(_folder, Profile());
    }

    public async ValueTask DisposeAsync()
    {
        await (_nginx?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _dns.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_starts_and_reloads_without_servers_behind_it_and_finds_those_that_start_later()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/nginx"));
        Assert.Equal(HttpStatusCode.BadGateway, await StatusAsync("/api/tools"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health"));
        (int exitCode, string output) = await NginxProcess.TestAsync(_folder);
        Assert.True(exitCode == 0, output);
        _nginx!.Signal("HUP");

        await using FakeTarget backend = await StartAsync("here", IPAddress.Loopback);
        _dns.Names["backend-blue"] = [IPAddress.Loopback];
        await Eventually.BecomesTrueAsync("the backend is found", s_patience, async () => await StatusAsync("/api/tools") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_recreated_server_is_found_at_its_new_address()
    {
        await using FakeTarget first = await StartAsync("first", IPAddress.Loopback);
        _dns.Names["backend-blue"] = [IPAddress.Loopback];
        await Eventually.BecomesTrueAsync("the first one answers", s_patience, async () => await WhoAsync() == "first");

        await first.StopAsync();
        await using FakeTarget second = await StartAsync("second", s_other);
        _dns.Names["backend-blue"] = [s_other];
        TimeSpan took = await Eventually.BecomesTrueAsync("the second one answers", s_patience, async () => await WhoAsync() == "second");
        TestContext.Current.TestOutputHelper!.WriteLine($"Found after {took.TotalMilliseconds:0} ms.");
    }

    [Fact]
    [Requirement("R176")]
    public async Task Several_servers_of_one_name_share_the_work_and_an_unavailable_one_is_skipped()
    {
        await using FakeTarget one = await StartAsync("one", IPAddress.Loopback);
        await using FakeTarget two = await StartAsync("two", s_other);
        _dns.Names["backend-blue"] = [IPAddress.Loopback, s_other];
        var seen = new HashSet<string?>();
        await Eventually.BecomesTrueAsync("both answer", s_patience, async () => seen.Add(await WhoAsync()) && seen.IsSupersetOf(["one", "two"]));

        await two.StopAsync();
        for (int request = 0; request < 50; request++)
        {
            Assert.Equal("one", await WhoAsync());
        }
    }

    private Task<FakeTarget> StartAsync(string name, IPAddress address) => FakeTarget.StartAsync(name, address, _port);

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }

    private async Task<string?> WhoAsync()
    {
        using HttpResponseMessage response = await Client.GetAsync("/api/tools", Cancellation);
        return response.Headers.TryGetValues("Answered-By", out IEnumerable<string>? names) ? names.Single() : null;
    }

    private EdgeProfile Profile()
    {
        EdgeProfile profile = NginxSite.OnLoopback(_folder);
        return profile with
        {
            Listeners = [profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel)],
            Backend = new("backend", $"backend-blue:{_port}", $"backend-green:{_port}"),
            Frontend = new("frontend", $"frontend-blue:{_port}", $"frontend-green:{_port}"),
            Resolver = _dns.Address,
        };
    }
}
