using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an app host's entry point up to where it builds, and takes its builder.</summary>
internal sealed class AppHostRun(
    Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken) : AppHostInterceptor
{
    private Func<TestingBuilder>? take;

    /// <summary>Runs the entry point of an assembly.</summary>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or it ended without building.</exception>
    public Task<IDistributedApplicationTestingBuilder> TakeBuilderAsync()
    {
        var main = appHost.EntryPoint ?? throw new InvalidOperationException($"The assembly '{appHost.GetName().Name}' has no entry point; name a type of an app host.");
        object?[] parameters = main.GetParameters().Length == 0 ? [] : [args];
        return TakeBuilderAsync(() => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null));
    }

    /// <summary>Runs an entry point, on a thread of its own since it may block.</summary>
    /// <exception cref="InvalidOperationException">It ended without building.</exception>
    public async Task<IDistributedApplicationTestingBuilder> TakeBuilderAsync(Action main)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Factory.StartNew(() => Run(main), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void BeforeCreate(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.AssemblyName = appHost.GetName().Name;
        TestDefaults.Apply(args, options, settings);
        configureBuilder(options, settings);
    }

    public override void AfterCreate(HostApplicationBuilder host) => TestDefaults.Apply(host.Services);

    public override void HandOver(IDistributedApplicationBuilder builder, Func<DistributedApplication> build)
    {
        take = () => new(builder, build);
        throw new TakenException();
    }

    private TestingBuilder Run(Action main)
    {
        Current = this;
        try
        {
            main();
        }
        catch (TakenException)
        {
        }

        var builder = take?.Invoke() ?? throw new InvalidOperationException(
            $"The entry point of '{appHost.GetName().Name}' ended without building an application. It must call DistributedApplication.CreateBuilder and Build.");
        if (cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for it any more.
            builder.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return builder;
    }

    /// <summary>Ends the entry point; its remaining lines are for an application that nobody tests.</summary>
#pragma warning disable CA1032, CA1064 // thrown and caught here only
    private sealed class TakenException() : Exception("A test has taken the application over.");
#pragma warning restore CA1032, CA1064
}
