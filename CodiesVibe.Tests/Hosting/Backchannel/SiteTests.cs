using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>The product under the aspire CLI, beside another application.</summary>
public abstract class SiteTests(CliHome home)
{
    private static readonly string Project = Path.Combine(Build.Repository.Root, "CodiesVibe.AppHost", "CodiesVibe.AppHost.csproj");

    /// <summary>Each command once.</summary>
    /// <param name="mode">Arguments of the app host.</param>
    private protected async Task CallEachCommandAsync(params string[] mode)
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, "aspire.config.json"), TestContext.Current.CancellationToken);
        await home.StartAsync(AspireCli.SampleProject);
        // The ports of the launch profile are for people.
        await using var run = await home.RunAsync(Project, ["--", .. mode, .. Ports("ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL")]);
        Assert.Equal([AspireCli.SampleProject, Project], (await home.Cli.ReadAsync("ps")).AsArray().Select(a => (string)a!["appHostPath"]!).Order(StringComparer.Ordinal).Reverse());

        await SucceedAsync("wait", "nginx", "--timeout", "120");
        var described = await home.Cli.ReadAsync("describe", "--apphost", Project);
        var site = described["resources"]!.AsArray().Single(r => (string)r!["displayName"]! == "nginx")!["urls"]![0]!["url"]!;
        using var client = new HttpClient();
        Assert.NotNull(await client.GetFromJsonAsync<JsonNode>($"{site}/api/tools", TestContext.Current.CancellationToken));
        Assert.All(SiteAppHost.Core, name => Assert.Contains(described["resources"]!.AsArray(), r => (string)r!["displayName"]! == name && (string?)r["healthStatus"] == "Healthy"));

        Assert.NotEmpty((await home.Cli.ReadAsync("logs", "backend", "--apphost", Project))["logs"]!.AsArray());
        await SucceedAsync("resource", "backend", "restart");
        await SucceedAsync("wait", "backend", "--timeout", "60");
        await SucceedAsync("stop");
        await run.EndAsync();
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(AspireCli.SampleProject, (string?)Assert.Single((await home.Cli.ReadAsync("ps")).AsArray())!["appHostPath"]);

        await home.Cli.RunAsync("stop", "--all");
        await home.WaitUntilGoneAsync();
        Assert.Equal(settings, await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, "aspire.config.json"), TestContext.Current.CancellationToken));
    }

    private async Task SucceedAsync(params string[] arguments)
    {
        var command = await home.Cli.RunAsync([.. arguments, "--apphost", Project]);
        Assert.True(command.ExitCode == 0, command.All);
    }

    private static IEnumerable<string> Ports(params string[] settings)
    {
        var listeners = settings.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        Array.ForEach(listeners, listener => listener.Dispose());
        return settings.Zip(ports, (setting, port) => $"--{setting}=http://localhost:{port}");
    }
}
