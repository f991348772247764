using System.Diagnostics;

namespace CodiesVibe.Deployment.Images;

/// <summary>The docker client of the machine that deploys.</summary>
/// <param name="report">Told of each line that it prints.</param>
/// <param name="program">Its name or path.</param>
internal sealed class DockerCommand(Action<string> report, string program = "docker")
{
    /// <summary>Runs the client to its end.</summary>
    /// <param name="arguments">Its arguments; no secret.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="input">Its standard input.</param>
    /// <exception cref="DeploymentException">It is not installed, or it failed.</exception>
    public async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, string input = "")
    {
        using var process = new Process { StartInfo = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
        process.OutputDataReceived += Report;
        process.ErrorDataReceived += Report;
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DeploymentException("The program 'docker' is not on PATH. Install a Docker client, or let the workflows build the images.");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        if (process.ExitCode != 0)
        {
            throw new DeploymentException($"'docker {string.Join(' ', arguments)}' failed with exit code {process.ExitCode}. The lines above say why.");
        }
    }

    private void Report(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { Length: > 0 } text)
        {
            report($"  {text}");
        }
    }
}
