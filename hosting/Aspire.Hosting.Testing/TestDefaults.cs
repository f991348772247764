using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application differs in a test: it disturbs nobody, and its resources can be read in the test's log.</summary>
internal static class TestDefaults
{
    public static void Apply(string[] args, DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        settings.EnvironmentName = Environments.Development;
        settings.Args = settings.Args is { Length: > 0 } ? settings.Args : args;
        settings.Configuration ??= new();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DcpPublisher:RandomizePorts"] = "true" });
    }

    public static void Apply(IServiceCollection services) => services.AddHostedService<ResourceLogForwarder>();
}
