using System.Collections.Concurrent;
using System.Diagnostics;

namespace CodiesVibe.Tests.Build;

/// <summary>A program that a test starts, with what it prints line by line; disposing kills it and all that it started.</summary>
internal sealed class Command : IAsyncDisposable
{
    private static readonly TimeSpan s_longestRun = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private Command(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public IReadOnlyCollection<string> ErrorLines => _errors;

    /// <summary>Both streams, for the message of a failed assertion.</summary>
    public string All => $"{Output}\n{Errors}";

    public static Command Start(string program, IEnumerable<string> arguments, string folder, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new Command(start);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Command> RunAsync(string program, IEnumerable<string> arguments, string folder, params (string Name, string? Value)[] environment)
    {
        await using var command = Start(program, arguments, folder, environment);
        await command.EndAsync();
        return command;
    }

    public async Task EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_longestRun);
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Returns when the program has printed a text.</summary>
    public async Task PrintsAsync(string text)
    {
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(HasEnded, All);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Kills the program alone, at once (SIGKILL); what it started lives on.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        return ValueTask.CompletedTask;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
