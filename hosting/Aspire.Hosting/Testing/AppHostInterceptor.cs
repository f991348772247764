using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Lets a test take over an app host's builder while the app host's entry point runs on a thread of its own.</summary>
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

    /// <summary>Called when the app host wants to build; blocks until the test wants so too.</summary>
    /// <remarks>Does not return: the entry point ends here, and the test owns the application.</remarks>
    public abstract void HandOver(IDistributedApplicationBuilder builder, Func<DistributedApplication> build);
}
