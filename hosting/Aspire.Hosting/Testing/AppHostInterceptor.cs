using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Lets a test configure the builder that an app host creates, and take it over before the app host builds.</summary>
internal abstract class AppHostInterceptor
{
    private static readonly AsyncLocal<AppHostInterceptor?> Ambient = new();

    /// <summary>The interceptor of the present flow of execution.</summary>
    public static AppHostInterceptor? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Called before the builder is made; may change its options.</summary>
    public abstract void BeforeCreate(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>Called when the builder has its default configuration and services.</summary>
    public abstract void AfterCreate(HostApplicationBuilder host);

    /// <summary>Called when the app host wants to build.</summary>
    /// <remarks>Throws to end the entry point there, and the test builds in its place; or returns, and the app host goes on.</remarks>
    public abstract void HandOver(IDistributedApplicationBuilder builder, Func<DistributedApplication> build);
}
