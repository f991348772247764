using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard as a child process. Disposing of it ends the process.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    /// <summary>
    /// It would warn of every new key for cookies that a development dashboard makes. As an argument, since a shell passes on no variable
    /// with dots in its name.
    /// </summary>
    private const string NoWarningsOfNewKeys = "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection=Error";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly string program;
    private readonly DashboardOptions options;
    private readonly DashboardLog log;

    private DashboardProcess(Process process, string program, DashboardOptions options, DashboardLog log)
    {
        this.process = process;
        this.program = program;
        this.options = options;
        this.log = log;
    }

    /// <summary>Identifier of the process.</summary>
    public int Id => process.Id;

    /// <summary>How the process ended; only after <see cref="WaitForExitAsync"/>.</summary>
    public int ExitCode => process.ExitCode;

    /// <exception cref="DistributedApplicationException">The program cannot be run.</exception>
    public static DashboardProcess Start(string program, DashboardOptions options, DashboardLog log)
    {
        var start = CommandFor(program);
        foreach (var name in DashboardEnvironment.NotInherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in DashboardEnvironment.For(options, Environment.ProcessId))
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(e.Data, log.Output);
        process.ErrorDataReceived += (_, e) => Take(e.Data, log.Error);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new DistributedApplicationException($"The dashboard '{program}' cannot be started: {exception.Message}.", exception);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new DashboardProcess(process, program, options, log);
    }

    /// <summary>
    /// A terminal sends Ctrl+C to the dashboard too, but resources that end still send it their telemetry, and wait while nobody takes
    /// it. So it is started with that signal ignored, and ends when it is told to.
    /// </summary>
    private static ProcessStartInfo CommandFor(string program)
    {
        // The bundle's program has several roles.
        string[] command = [program, "dashboard", NoWarningsOfNewKeys];
        string[] line = OperatingSystem.IsWindows() ? command : ["/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\"", .. command];
        return new(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
    }

    /// <summary>Returns once the user interface answers.</summary>
    /// <exception cref="DistributedApplicationException">The process ended, or did not answer in time.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        // A certificate that is not trusted yet is no reason to doubt that our own child answers; nothing is sent but the path.
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        var health = new Uri(options.Frontend[0].Url, "/health");
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(client, health, cancellationToken).ConfigureAwait(false))
        {
            if (process.HasExited)
            {
                await WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                throw new DistributedApplicationException(
                    $"The dashboard '{program}' ended with exit code {ExitCode} before it was ready: {log.LastError ?? "it gave no reason"}.");
            }

            if (Stopwatch.GetElapsedTime(started) > StartTimeout)
            {
                throw new DistributedApplicationException(
                    $"The dashboard '{program}' did not answer at {health} within {StartTimeout.TotalSeconds} seconds.");
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns when the process has ended and its output is read to the end.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync().ConfigureAwait(false);
        }

        process.Dispose();
    }

    private async Task StopAsync()
    {
        log.End();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            if (!OperatingSystem.IsWindows() && Terminate(process.Id, TerminateSignal) == 0)
            {
                await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It had its chance.
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(health, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void Take(string? line, Action<string> take)
    {
        if (!string.IsNullOrEmpty(line))
        {
            take(line);
        }
    }

    private const int TerminateSignal = 15;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Terminate(int processId, int signal);
}
