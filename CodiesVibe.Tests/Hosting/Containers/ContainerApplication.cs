using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>What the tests of containers have in common.</summary>
internal static class ContainerApplication
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>An application whose containers run in the engine.</summary>
    public static IDistributedApplicationTestingBuilder CreateBuilder(string containerEngine, params string[] settings) =>
        DistributedApplicationTestingBuilder.Create([$"--DOCKER_HOST={containerEngine}", .. settings]);

    /// <summary>A container that runs a script and stops when it is told to.</summary>
    public static IResourceBuilder<ContainerResource> AddBox(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, BoxImage.Name, BoxImage.Tag).WithEntrypoint("/bin/sh")
            .WithArgs("-c", $"trap 'kill $!; exit 0' TERM; {script}");

    /// <summary>A container that serves one text over HTTP.</summary>
    public static IResourceBuilder<ContainerResource> AddWeb(this IDistributedApplicationBuilder builder, string name, string text) =>
        builder.AddBox(name, $"mkdir -p /www; echo '{text}' > /www/index.html; httpd -f -p 8080 -h /www & wait").WithHttpEndpoint(targetPort: 8080);

    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationTestingBuilder builder)
    {
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    /// <summary>Returns when the resource is in the state.</summary>
    public static async Task<CustomResourceSnapshot> UntilAsync(this DistributedApplication application, string resource, string state)
    {
        var change = await application.ResourceNotifications
            .WaitForResourceAsync(resource, r => r.Snapshot.State?.Text == state, TestContext.Current.CancellationToken).WaitAsync(s_patience);
        return change.Snapshot;
    }

    /// <summary>Runs a command of a resource, which must succeed.</summary>
    public static async Task CommandAsync(this DistributedApplication application, string resource, string command)
    {
        var result = await application.ResourceCommands.ExecuteCommandAsync(application.Find(resource), command, TestContext.Current.CancellationToken);
        Assert.True(result.Success, $"{command} {resource}: {result.Message}");
    }

    /// <summary>Returns when the text is in the resource's log.</summary>
    public static async Task UntilLoggedAsync(this DistributedApplication application, string resource, string text)
    {
        var loggers = application.Services.GetRequiredService<ResourceLoggerService>();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var lines = new List<string>();
            await foreach (var batch in loggers.GetAllAsync(application.Find(resource)))
            {
                lines.AddRange(batch.Select(line => line.Content));
            }

            if (lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            Assert.True(watch.Elapsed < s_patience, $"Not in the log of {resource}: {text}{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the resource's first endpoint answers.</summary>
    public static async Task<string> GetAsync(this DistributedApplication application, string resource)
    {
        using var client = application.CreateHttpClient(resource);
        return (await client.GetStringAsync("/", TestContext.Current.CancellationToken)).Trim();
    }

    public static object? Property(this CustomResourceSnapshot snapshot, string name) => snapshot.Properties.SingleOrDefault(p => p.Name == name)?.Value;

    private static IResource Find(this DistributedApplication application, string name) =>
        application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == name);
}
