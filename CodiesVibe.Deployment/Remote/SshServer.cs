using System.Diagnostics;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Remote;

/// <summary>
/// The server, over one connection of the system's <c>ssh</c> that all commands share. The connection ends with this process, however that ends:
/// what keeps it open reads standard input, which closes then.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const int ConnectionLost = 255;

    private readonly DeployOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly Process _connection;

    private SshServer(DeployOptions options)
    {
        _options = options;
        // The path of a socket has at most about 100 characters.
        _folder = Directory.CreateTempSubdirectory("cv-");
        _connection = Start(SshArguments.Connect(options, Socket, "echo connected; cat > /dev/null"));
    }

    private string Socket => Path.Combine(_folder.FullName, "s");

    /// <summary>Connects.</summary>
    /// <exception cref="DeploymentException">Why not, with what to do.</exception>
    public static async Task<SshServer> ConnectAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        var server = new SshServer(options);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(options.Timeouts.Connect));
            var errors = server._connection.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                if (await server._connection.StandardOutput.ReadLineAsync(limit.Token) == "connected")
                {
                    return server;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                server._connection.Kill(entireProcessTree: true);
                throw SshFailure.Explain(options, $"Connection timed out after {options.Timeouts.Connect} s. {await errors}");
            }

            throw SshFailure.Explain(options, await errors);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script on the server.</summary>
    /// <param name="script">For <c>sh</c>; it ends at the first error.</param>
    /// <param name="cancellationToken">Gives up; the script gets no more input, but may go on.</param>
    /// <param name="input">Its standard input.</param>
    /// <exception cref="DeploymentException">The connection is lost.</exception>
    public async Task<RemoteResult> RunAsync(string script, CancellationToken cancellationToken, Stream? input = null)
    {
        using var process = Start(SshArguments.Run(_options, Socket, Command(script)));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await SendAsync(input, process.StandardInput, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var result = new RemoteResult(process.ExitCode, await output, await errors);
            return result.ExitCode != ConnectionLost ? result : throw new DeploymentException(
                $"The connection to {_options.Host} was lost. What runs on the server goes on there: it ends or undoes the deployment by itself. See 'do status' before you deploy again.\n  ssh: {result.Errors.Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Runs a script that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="DeploymentException">It failed; the message begins with <paramref name="what"/>.</exception>
    public async Task<string> RequireAsync(string what, string script, CancellationToken cancellationToken, Stream? input = null)
    {
        var result = await RunAsync(script, cancellationToken, input);
        return result.ExitCode == 0 ? result.Output : throw new DeploymentException($"{what}\n  {(result.Errors + result.Output).Trim().ReplaceLineEndings("\n  ")}");
    }

    /// <summary>Starts a script that runs as long as its standard input is open.</summary>
    public Process Hold(string script) => Start(SshArguments.Run(_options, Socket, Command(script)));

    public async ValueTask DisposeAsync()
    {
        _connection.StandardInput.Close();
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
        {
            try
            {
                await _connection.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _connection.Kill(entireProcessTree: true);
            }
        }

        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Command(string script) => $"exec sh -euc {ShellText.Quote(script)}";

    private static async Task SendAsync(Stream? input, StreamWriter target, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await input.CopyToAsync(target.BaseStream, cancellationToken);
            }

            target.Close();
        }
        catch (IOException)
        {
            // The command has ended without reading everything; its exit code and errors say why.
        }
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("ssh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DeploymentException("The program 'ssh' is not on PATH. Install an OpenSSH client (Debian: openssh-client).");
        }
    }
}
