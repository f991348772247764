using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Dcp;

/// <summary>Runs a short command of the engine to its end.</summary>
internal static class DcpCommand
{
    /// <summary>The standard output of the command.</summary>
    /// <param name="engine">The engine's program.</param>
    /// <param name="arguments">The command and its flags.</param>
    /// <param name="environment">Changes to our own environment; a null value removes a variable.</param>
    /// <param name="timeout">After this the command is killed.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="DistributedApplicationException">It did not start, did not end or failed; the message has its output.</exception>
    public static async Task<string> RunAsync(
        string engine, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment,
        TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(engine, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var printed = await output.ConfigureAwait(false);
            return process.ExitCode == 0
                ? printed
                : throw Broken(engine, arguments, $"ended with exit code {process.ExitCode}", printed + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Broken(engine, arguments, $"did not end within {timeout.TotalSeconds:0} s", "");
        }
    }

    /// <summary>The error for an engine that does not do what every engine does.</summary>
    public static DistributedApplicationException Broken(
        string engine, IReadOnlyList<string> arguments, string what, string printed, Exception? inner = null)
    {
        const int Enough = 2000;
        printed = printed.Trim();
        var shown = printed.Length == 0 ? "It printed nothing." : $"It printed: {printed[..Math.Min(printed.Length, Enough)]}";
        var message = $"The engine '{engine}' does not work: `{Path.GetFileName(engine)} {arguments[0]}` {what}. {shown} "
            + "Replace it (build the AppHost again or install the Aspire CLI), or set ASPIRE_DCP_PATH to a working one.";
        return inner is null ? new(message) : new(message, inner);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Broken(start.FileName, start.ArgumentList, $"could not be started ({exception.Message})", "", exception);
        }
    }
}
