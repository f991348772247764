using System.ComponentModel;
using System.Diagnostics;

namespace CodiesVibe.Delivery.Scans;

/// <summary>What a program printed.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record ProgramOutput(int ExitCode, string Output, string Errors);

/// <summary>Runs a scanner, or another program.</summary>
internal static class ScanProgram
{
    /// <summary>Asks for a report. The exit code alone says little: most scanners end with another one than 0 when they find something.</summary>
    /// <exception cref="DeliveryException">It is not installed, or it failed without a report.</exception>
    public static async Task<string> ReportAsync(string program, string remedy, string directory, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var ended = await RunAsync(program, remedy, directory, cancellationToken, arguments);
        return ended.Output.AsSpan().Trim().Length > 0
            ? ended.Output
            : throw new DeliveryException($"'{program} {string.Join(' ', arguments)}' ended with exit code {ended.ExitCode} and without a report, so nothing is known about vulnerabilities: {ended.Errors.Trim()}");
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="remedy">What to do where it is not installed.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="arguments">Its arguments; no secret.</param>
    /// <exception cref="DeliveryException">It is not installed.</exception>
    public static async Task<ProgramOutput> RunAsync(string program, string remedy, string directory, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using var process = new Process { StartInfo = new(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new DeliveryException($"The program '{program}' is not on PATH. {remedy}");
        }

        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
