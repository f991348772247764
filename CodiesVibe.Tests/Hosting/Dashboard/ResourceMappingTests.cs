using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Google.Protobuf.WellKnownTypes;
using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

public sealed class ResourceMappingTests
{
    private static readonly DateTime KnownSince = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void What_the_dashboard_cannot_do_without_is_always_there()
    {
        var resource = Map(new CustomResourceSnapshot
        {
            ResourceType = "Sample",
            Properties = [new("nothing", null), new("list", new object?[] { 1, "a", null }), new("odd", new Version(1, 2))],
            Urls = [new UrlSnapshot(null, "http://localhost:1", IsInternal: false)],
        });

        Assert.Equal(KnownSince, resource.CreatedAt.ToDateTime());
        Assert.NotNull(Assert.Single(resource.Urls).DisplayProperties);
        Assert.Equal(
            [Value.ForNull(), Value.ForList(Value.ForNumber(1), Value.ForString("a"), Value.ForNull()), Value.ForString("1.2")],
            resource.Properties.Select(p => p.Value));
        Assert.False(resource.HasState);
    }

    [Fact]
    public void Secrets_in_the_environment_do_not_leave_the_host()
    {
        var resource = Map(new CustomResourceSnapshot
        {
            ResourceType = "Sample",
            Properties = [new("Value", "hunter2") { IsSensitive = true }],
            EnvironmentVariables =
            [
                new("PASSWORD", "hunter2", IsFromSpec: true) { IsSensitive = true },
                new("PORT", "80", IsFromSpec: true),
            ],
        });

        Assert.Equal([ResourceMapping.Mask, "80"], resource.Environment.Select(e => e.Value));
        Assert.True(Assert.Single(resource.Properties).IsSensitive);
    }

    [Fact]
    public void State_times_and_exit_code_are_passed_on()
    {
        var resource = Map(new CustomResourceSnapshot
        {
            ResourceType = "Sample",
            Properties = [],
            State = new ResourceStateSnapshot("ValueMissing", "warning"),
            CreationTimeStamp = KnownSince.AddSeconds(1),
            StartTimeStamp = KnownSince.AddSeconds(2),
            StopTimeStamp = KnownSince.AddSeconds(3),
            ExitCode = 7,
        });

        Assert.Equal(("ValueMissing", "warning"), (resource.State, resource.StateStyle));
        Assert.Equal(
            [1, 2, 3],
            new[] { resource.CreatedAt, resource.StartedAt, resource.StoppedAt }.Select(t => (t.ToDateTime() - KnownSince).TotalSeconds));
        Assert.Equal(("resource.exitCode", 7), (resource.Properties[0].Name, resource.Properties[0].Value.NumberValue));
    }

    private static Aspire.Hosting.Dashboard.V1.Resource Map(CustomResourceSnapshot snapshot) =>
        ResourceMapping.ToResource(new ResourceEvent(new SampleResource("web"), "web-abc", snapshot), KnownSince);
}
