using System.Diagnostics;

namespace CodiesVibe.Tests.Support.Docker;

/// <summary>The docker client of this machine, connected to the engine of a test.</summary>
/// <param name="address">For DOCKER_HOST.</param>
/// <param name="settings">For DOCKER_CONFIG, so that the settings of the user are ignored.</param>
internal sealed class DockerClient(string address, string settings)
{
    // As long as the longest build may take on a busy machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>The output of a command, which must succeed.</summary>
    public Task<string> DockerAsync(params string[] arguments) => DockerAsync(arguments, null);

    /// <inheritdoc cref="DockerAsync(string[])"/>
    public async Task<string> DockerAsync(string[] arguments, Stream? input)
    {
        var (exitCode, printed, errors) = await RunAsync(arguments, input);
        Assert.True(exitCode == 0, $"docker {string.Join(' ', arguments)}: {printed}{errors}");
        return printed.Trim();
    }

    /// <summary>The exit code and the output of a command.</summary>
    public async Task<(int ExitCode, string Printed, string Errors)> RunAsync(string[] arguments, Stream? input = null)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["DOCKER_HOST"], start.Environment["DOCKER_CONFIG"], start.Environment["DOCKER_BUILDKIT"]) = (address, settings, "0");
        using var limit = new CancellationTokenSource(s_patience);
        using var client = Process.Start(start)!;
        await using var end = limit.Token.Register(() => client.Kill(entireProcessTree: true));
        var output = client.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = client.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await (input ?? Stream.Null).CopyToAsync(client.StandardInput.BaseStream, limit.Token);
            client.StandardInput.Close();
        }
        catch (IOException)
        {
            // It reads no further: its exit code and errors say why.
        }

        await client.WaitForExitAsync(CancellationToken.None);
        return (client.ExitCode, await output, await errors + (limit.IsCancellationRequested ? $"Ended after {s_patience}." : ""));
    }

    /// <summary>Returns when the engine responds.</summary>
    /// <param name="log">The engine's log, for the error message.</param>
    public async Task UntilAnsweredAsync(string log)
    {
        var watch = Stopwatch.StartNew();
        while ((await RunAsync(["version"])).ExitCode != 0)
        {
            Assert.True(watch.Elapsed < s_patience, $"dockerd does not answer: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log")}");
            await Task.Delay(20);
        }
    }
}
