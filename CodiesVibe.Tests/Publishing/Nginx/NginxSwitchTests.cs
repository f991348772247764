using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;
using Microsoft.AspNetCore.Http;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>Slots change and the configuration is loaded anew while requests come, and none is lost.</summary>
public sealed class NginxSwitchTests : IAsyncLifetime
{
    private const int Clients = 12;
    private const int Changes = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly NginxFolder _folder = new();
    private readonly Slot _blue = new("blue");
    private readonly Slot _green = new("green");
    private EdgeProfile _profile = null!;
    private NginxProcess? _nginx;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _blue.Target.StartAsync();
        await _green.Target.StartAsync();
        _profile = NginxSite.OnLoopback(_folder) with
        {
            Backend = new("backend", _blue.Target.Address.Authority, _green.Target.Address.Authority),
            Frontend = new("frontend", _blue.Target.Address.Authority, _green.Target.Address.Authority),
            IsPublic = false, // one address asks faster than a person can
        };
        _nginx = await NginxProcess.StartAsync(_folder, _profile);
    }

    public async ValueTask DisposeAsync()
    {
        await (_nginx?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _blue.Target.DisposeAsync();
        await _green.Target.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_flag_switches_the_slot_without_a_reload_and_without_a_lost_request()
    {
        await using var load = new Load(_profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel).Port!.Value);
        for (int change = 0; change < Changes; change++)
        {
            (Slot from, Slot to) = change % 2 == 0 ? (_blue, _green) : (_green, _blue);
            if (change > 0)
            {
                await to.Target.StartAsync();
            }

            if (to == _green)
            {
                _folder.Raise("active/backend-green");
            }
            else
            {
                _folder.Lower("active/backend-green");
            }

            long before = to.Answered;
            await Eventually.BecomesTrueAsync("the other slot answers", s_patience, () => Task.FromResult(to.Answered > before + 50));
            await Eventually.BecomesTrueAsync("the slot that was left has nothing more to do", s_patience, () => Task.FromResult(from.IsIdle));
            await from.Target.StopAsync();
        }

        AssertNothingLost(await load.StopAsync());
    }

    [Fact]
    public async Task The_closing_flag_makes_a_reload_lose_nothing()
    {
        await using var load = new Load(_profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel).Port!.Value);
        using HttpClient status = NginxProcess.ClientOf(_profile.Status!);
        for (int change = 0; change < Changes; change++)
        {
            _profile = _profile with { ShutdownSeconds = _profile.ShutdownSeconds + 1 };
            var files = NginxConfiguration.Render(_profile);
            _folder.Write(files);
            _folder.Raise("closing");
            var told = Stopwatch.StartNew();
            await Eventually.BecomesTrueAsync("connections that were busy in the last seconds are told to close", s_patience, () => Task.FromResult(told.Elapsed > TimeSpan.FromSeconds(2)));
            _nginx!.Signal("HUP");
            string expected = System.Text.Encoding.UTF8.GetString(files.Single(file => file.Path == "status.conf").Content.Span);
            await Eventually.BecomesTrueAsync("the new generation answers", s_patience, async () =>
                expected.Contains(await status.GetStringAsync("/-/generation", Cancellation), StringComparison.Ordinal));
            _folder.Lower("closing");
        }

        AssertNothingLost(await load.StopAsync());
    }

    [Theory]
    [InlineData("/api/tools")]
    [InlineData("/tools/aider")]
    public async Task While_the_closing_flag_is_there_connections_are_told_to_close(string path)
    {
        using HttpClient client = Tunnel();
        Assert.NotEqual(true, await ClosesAsync());
        _folder.Raise("closing");
        Assert.True(await ClosesAsync());
        _folder.Lower("closing");
        Assert.NotEqual(true, await ClosesAsync());

        async Task<bool?> ClosesAsync()
        {
            using HttpResponseMessage response = await client.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return response.Headers.ConnectionClose;
        }
    }

    [Fact]
    public async Task An_upload_ends_in_the_slot_where_it_began()
    {
        using HttpClient client = Tunnel();
        var upload = new Pipe();
        await upload.Writer.WriteAsync(new byte[32 * 1024], Cancellation); // enough that the client sends it at once
        using var body = new StreamContent(upload.Reader.AsStream());
        Task<HttpResponseMessage> sending = client.PostAsync("/api/tools", body, Cancellation);
        await Eventually.BecomesTrueAsync("the slot works on the upload", s_patience, () => Task.FromResult(!_blue.IsIdle));

        _folder.Raise("active/backend-green");
        using HttpResponseMessage other = await client.GetAsync("/api/tools", Cancellation);
        Assert.Equal("green", other.Headers.GetValues("Answered-By").Single());

        await upload.Writer.CompleteAsync();
        using HttpResponseMessage response = await sending;
        Assert.Equal((HttpStatusCode.OK, "blue"), (response.StatusCode, response.Headers.GetValues("Answered-By").Single()));
    }

    private HttpClient Tunnel() => NginxProcess.ClientOf(_profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel));

    private static void AssertNothingLost(IReadOnlyCollection<(int Status, string Body)> answers)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{answers.Count} requests.");
        Assert.InRange(answers.Count, 500, int.MaxValue);
        Assert.DoesNotContain(answers, answer => answer.Status != 200);
    }

    /// <summary>A server in one slot; some of its answers take a while.</summary>
    private sealed class Slot
    {
        private long _running;
        private long _answered;
        private long _last;

        public Slot(string name) => Target = new FakeTarget(name, AnswerAsync);

        public FakeTarget Target { get; }

        public long Answered => Interlocked.Read(ref _answered);

        public bool IsIdle => Interlocked.Read(ref _running) == 0 && Stopwatch.GetElapsedTime(Interlocked.Read(ref _last)) > TimeSpan.FromSeconds(1);

        private async Task AnswerAsync(HttpContext context)
        {
            Interlocked.Increment(ref _running);
            Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
            if (context.Request.Path == "/api/slow")
            {
                await Task.Delay(1000, context.RequestAborted);
            }

            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentLength = 2;
            await context.Response.WriteAsync("ok", context.RequestAborted);
            Interlocked.Increment(ref _answered);
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Clients that ask again and again, each over a connection that it keeps.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly ConcurrentQueue<(int Status, string Body)> _answers = [];
        private readonly Task[] _clients;

        public Load(int port) => _clients = [.. Enumerable.Range(0, Clients).Select(client => AskAsync(port, client))];

        public async Task<IReadOnlyCollection<(int Status, string Body)>> StopAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAll(_clients).WaitAsync(s_patience, Cancellation);
            return _answers;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _end.Dispose();
        }

        private async Task AskAsync(int port, int client)
        {
            using var connection = new RawClient(port);
            (string method, string path) = (client % 4) switch { 0 => ("POST", "/api/tools"), 1 => ("GET", "/api/slow"), _ => ("GET", "/api/tools") };
            while (!_end.IsCancellationRequested)
            {
                _answers.Enqueue(await connection.SendAsync(method, path, Cancellation));
                await Task.Delay(10, Cancellation); // the pace, as of people
            }
        }
    }
}
