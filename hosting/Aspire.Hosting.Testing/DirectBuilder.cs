using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Makes a builder with the defaults of tests where the test itself is the app host.</summary>
internal sealed class DirectBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) : AppHostInterceptor
{
    public IDistributedApplicationTestingBuilder Create()
    {
        var outer = Current;
        Current = this;
        try
        {
            var builder = DistributedApplication.CreateBuilder(args);
            return new TestingBuilder(builder, builder.Build);
        }
        finally
        {
            Current = outer;
        }
    }

    public override void BeforeCreate(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestDefaults.Apply(args, options, settings);
        configureBuilder(options, settings);
    }

    public override void AfterCreate(HostApplicationBuilder host) => TestDefaults.Apply(host.Services);

    public override void HandOver(IDistributedApplicationBuilder builder, Func<DistributedApplication> build)
    {
        // The test builds itself.
    }
}
