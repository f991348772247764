using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where a resource sends its telemetry: the address of this machine, as the resource has to call it.</summary>
internal sealed class OtlpAddress(OtlpEndpoint otlp) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(otlp.Url);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        context is { Caller: ContainerResource, ExecutionContext: { } run }
            ? await run.ServiceProvider.GetRequiredService<IContainerSideAddresses>().OfAsync(new Uri(otlp.Url), cancellationToken).ConfigureAwait(false)
            : otlp.Url;
}
