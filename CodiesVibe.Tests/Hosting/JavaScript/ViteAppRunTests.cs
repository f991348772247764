using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Hosting.Dcp;

namespace CodiesVibe.Tests.Hosting.JavaScript;

/// <summary>Applications that are run by the real npm and the real engine.</summary>
public sealed class ViteAppRunTests : IDisposable
{
    // Stands in for Vite: takes the same argument and needs no package.
    private const string Server = """
        import { createServer } from 'node:http';
        import { existsSync } from 'node:fs';
        const port = process.argv[process.argv.indexOf('--port') + 1];
        const reply = { port, variable: process.env.PORT, installed: existsSync('installed'), pid: process.pid };
        createServer((_, response) => response.end(JSON.stringify(reply))).listen(Number(port), '127.0.0.1');
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-vite-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_serves_after_its_packages_are_installed_and_ends_with_the_application()
    {
        using var builder = App("echo done > installed");
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);

        using var client = application.CreateHttpClient("web");
        var reply = await client.GetFromJsonAsync<Reply>("/", TestContext.Current.CancellationToken);
        Assert.NotNull(reply);
        Assert.Equal(reply.Variable, reply.Port);
        Assert.True(reply.Installed);

        await application.StopAsync(TestContext.Current.CancellationToken);
        await application.DisposeAsync();
        Assert.False(IsAlive(reply.Pid));
    }

    [Fact]
    public async Task It_does_not_start_when_its_packages_cannot_be_installed()
    {
        using var builder = App("exit 3");
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(application.ResourceNotifications.TryGetCurrentState("web-installer", out var installer));
        Assert.Equal((KnownResourceStates.Finished, 3), (installer.Snapshot.State?.Text, installer.Snapshot.ExitCode));
        Assert.True(application.ResourceNotifications.TryGetCurrentState("web", out var web));
        Assert.Equal(KnownResourceStates.FailedToStart, web.Snapshot.State?.Text);
    }

    /// <summary>A dead process stays in the list until its parent asks for its exit code; npm is gone by then, and process 1 takes its time.</summary>
    private static bool IsAlive(int process)
    {
        var status = $"/proc/{process}/status";
        return File.Exists(status) && !File.ReadLines(status).Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
    }

    private IDistributedApplicationTestingBuilder App(string install)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether processes are gone is looked up in /proc.");
        EngineRun.FindEngine();
        File.WriteAllText(Path.Combine(folder.FullName, "server.mjs"), Server);
        File.WriteAllText(Path.Combine(folder.FullName, "package.json"), $$"""{ "scripts": { "dev": "node server.mjs", "postinstall": "{{install}}" } }""");
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddViteApp("web", folder.FullName).WithHttpHealthCheck("/");
        return builder;
    }

    private sealed record Reply(string Port, string Variable, bool Installed, int Pid);
}
