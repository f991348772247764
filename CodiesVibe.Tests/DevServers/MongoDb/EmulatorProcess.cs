using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>The emulator as a separate process, as it is used.</summary>
public sealed partial class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EmulatorProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a process without waiting for it to serve.</summary>
    public static EmulatorProcess Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Repository.Program("CodiesVibe.DevServers"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Remove("PORT");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new EmulatorProcess(new Process { StartInfo = start });
    }

    public static EmulatorProcess OnFolder(string folder, params (string Name, string Value)[] environment) =>
        Start(["mongodb", "--data", folder], environment);

    /// <returns>The port, once it serves.</returns>
    public async Task<int> ListeningAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        var ended = _process.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(_port.Task, ended) != _port.Task)
        {
            Assert.Fail($"the emulator did not start:\n{Output}");
        }
        return await _port.Task;
    }

    public async Task ExitedAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await _process.WaitForExitAsync(limit.Token);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await ExitedAsync();
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await ExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }
        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
