using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Tests.Publishing.RealRun.Samples;

/// <summary>Every kind of wait that the official packages have: one container waits for three others.</summary>
internal static class WaitSample
{
    /// <param name="builder">The app host.</param>
    /// <param name="shell">An image with a shell and its tools.</param>
    /// <param name="exitCode">With which the job has to end.</param>
    public static void Describe(IDistributedApplicationBuilder builder, string shell, int exitCode = 0)
    {
        var healthy = Add("healthy", "sleep 2; touch /tmp/ready; exec sleep 600", new(["CMD", "test", "-f", "/tmp/ready"], Interval: 1, StartPeriod: 60));
        var started = Add("started", "exec sleep 600");
        var job = Add("job", "sleep 2");
        Add("last", "exec sleep 600").WaitForStart(healthy).WaitFor(healthy).WaitForStart(started).WaitForCompletion(job, exitCode);
        builder.AddProduction("sample");

        IResourceBuilder<ContainerResource> Add(string name, string script, ProbeFacts? probe = null) =>
            builder.AddContainer(name, shell).WithEntrypoint("sh").WithArgs("-c", script).InProduction(new()
            {
                Networks = [Networks.Application],
                Limits = new(Memory: 32, Cpus: 0.5, Pids: 20),
                User = "1000",
                Tmpfs = ["/tmp"],
                StopGrace = "0s",
                Probe = probe,
                Waivers = probe is null ? [new(HardeningRule.HealthCheck, "It serves no requests.")] : [],
            });
    }
}
