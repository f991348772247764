using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>The real gateway as a separate process, by default on a free port.</summary>
internal sealed partial class GatewayProcess : IEdgeProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewayProcess(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CodiesVibe.DevServers.dll"), "gateway"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Written by the host of the system for every project; the gateway must not obey it.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        foreach (string name in (string[])["PORT", "BACKEND_HTTP", "FRONTEND_HTTP"])
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Starts the gateway and waits until it listens.</summary>
    public static async Task<GatewayProcess> StartAsync(Uri backend, Uri frontend)
    {
        var gateway = new GatewayProcess(new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["BACKEND_HTTP"] = backend.OriginalString,
            ["FRONTEND_HTTP"] = frontend.OriginalString,
        });
        Uri address = await gateway._listening.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        gateway.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = s_patience };
        return gateway;
    }

    /// <summary>Starts a gateway that cannot run, and waits until it has ended.</summary>
    public static async Task<(int ExitCode, string Error)> FailAsync(IReadOnlyDictionary<string, string> environment)
    {
        await using var gateway = new GatewayProcess(environment);
        return (await gateway.ExitAsync(), string.Join('\n', gateway._errors).Trim());
    }

    /// <summary>Sends SIGTERM; the exit code, and how long the end took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return (await ExitAsync(), clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await ExitAsync();
        _process.Dispose();
    }

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(s_patience, CancellationToken.None);
        return _process.ExitCode;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _listening.TrySetException(new InvalidOperationException($"The gateway ended: {string.Join('\n', _errors)}"));
        }
        else if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningLine();
}
