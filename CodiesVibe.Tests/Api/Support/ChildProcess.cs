using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>A process that runs for the duration of a test, and provably not longer.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;
    private const int SignalContinue = 18;
    private const int SignalStop = 19;
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the built program of a project of this solution.</summary>
    public static ChildProcess Start(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var program = Repository.Program(project);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => Keep(child.Output, line.Data);
        child._process.ErrorDataReceived += (_, line) => Keep(child.Errors, line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The exit code, and with it the whole output.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Suspends the process, like a machine that hangs; its sockets stay open.</summary>
    public void Pause() => Send(SignalStop);

    public void Resume() => Send(SignalContinue);

    public async Task TerminateAsync()
    {
        Send(SignalContinue);
        Send(SignalTerminate);
        using var timeout = new CancellationTokenSource(s_stopTimeout);
        await _process.WaitForExitAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                await TerminateAsync();
            }
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Send(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
