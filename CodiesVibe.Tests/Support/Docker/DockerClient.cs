using System.Diagnostics;

namespace CodiesVibe.Tests.Support.Docker;

/// <summary>The docker client of this machine, connected to the engine of a test.</summary>
/// <param name="address">For DOCKER_HOST.</param>
/// <param name="settings">For DOCKER_CONFIG, so that the settings of the user are ignored.</param>
/// <param name="plugins">The folder of its plug-ins; null without any.</param>
internal sealed class DockerClient(string address, string settings, string? plugins = null)
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

    /// <summary>Builds an image by BuildKit, whose cache the builds of compose share; by the classic builder where the plug-in is missing.</summary>
    public async Task BuildAsync(params string[] arguments)
    {
        if (plugins is null)
        {
            await DockerAsync(["build", .. arguments]);
            return;
        }

        await File.WriteAllTextAsync(Path.Combine(settings, "config.json"), $$"""{"cliPluginsExtraDirs": ["{{plugins}}"]}""");
        await DockerAsync(["buildx", "build", "--load", "--provenance=false", .. arguments]);
    }

    /// <summary>The exit code and the output of a command.</summary>
    public async Task<(int ExitCode, string Printed, string Errors)> RunAsync(string[] arguments, Stream? input = null)
    {
        using var limit = new CancellationTokenSource(s_patience);
        using var client = Start(arguments);
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

    /// <summary>Gives the output of a command to a command for another engine; both must succeed.</summary>
    public async Task PipeAsync(string[] arguments, DockerClient to, string[] argumentsThere)
    {
        using var limit = new CancellationTokenSource(s_patience);
        using var client = Start(arguments);
        await using var end = limit.Token.Register(() => client.Kill(entireProcessTree: true));
        var errors = client.StandardError.ReadToEndAsync(CancellationToken.None);
        client.StandardInput.Close();
        await to.DockerAsync(argumentsThere, client.StandardOutput.BaseStream);
        await client.WaitForExitAsync(CancellationToken.None);
        Assert.True(client.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {await errors}");
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

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["DOCKER_HOST"], start.Environment["DOCKER_CONFIG"], start.Environment["DOCKER_BUILDKIT"]) = (address, settings, "0");
        return Process.Start(start)!;
    }
}
