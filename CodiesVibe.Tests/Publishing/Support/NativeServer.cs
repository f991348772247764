using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>A server program of this machine on its own loopback port, for the duration of a test.</summary>
internal sealed partial class NativeServer : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(60);

    private readonly Command _command;
    private readonly HttpClient _http;

    private NativeServer(Command command, string address)
    {
        _command = command;
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
    }

    /// <summary>Starts it and returns when it serves metrics.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="address">The address that it listens on.</param>
    /// <param name="arguments">Its arguments, with the address.</param>
    public static async Task<NativeServer> StartAsync(string program, string folder, string address, params string[] arguments)
    {
        var server = new NativeServer(Command.Start(program, arguments, folder), address);
        try
        {
            await Eventually.BecomesTrueAsync($"{program} serves metrics", s_startTimeout, server.AnswersAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The names of the metrics that it serves.</summary>
    public Task<IReadOnlySet<string>> MetricNamesAsync() => MetricNamesAsync(_http);

    /// <summary>As <see cref="MetricNamesAsync()"/>, of any server.</summary>
    public static async Task<IReadOnlySet<string>> MetricNamesAsync(HttpClient http) =>
        Sample().Matches(await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Select(sample => sample.Value).ToHashSet();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _command.DisposeAsync();
        await Eventually.BecomesTrueAsync("it has ended", s_startTimeout, () => Task.FromResult(_command.HasEnded));
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_command.HasEnded, _command.All);
        try
        {
            using var answer = await _http.GetAsync("/metrics", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
