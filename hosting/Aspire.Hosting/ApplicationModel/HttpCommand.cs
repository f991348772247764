using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sends the request of an HTTP command and reads the answer.</summary>
internal static class HttpCommand
{
    public static async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, EndpointReference endpoint, string path, HttpMethod method, HttpCommandOptions options, ExecuteCommandContext context)
    {
        // The engine's proxy accepts connections for a stopped resource and never answers.
        var state = context.ServiceProvider.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(context.ResourceName, out var current) ? current.Snapshot.State?.Text : null;
        if (state != KnownResourceStates.Running)
        {
            return CommandResults.Failure($"Resource '{resource.Name}' is not running (state '{state}'). Start it first.");
        }

        using var request = new HttpRequestMessage(method, new Uri(new Uri(endpoint.Url), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(new() { ServiceProvider = context.ServiceProvider, ResourceName = context.ResourceName, Endpoint = endpoint, Request = request, CancellationToken = context.CancellationToken }).ConfigureAwait(false);
        }

        using var client = context.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
        if (options.GetCommandResult is { } read)
        {
            return await read(new() { ServiceProvider = context.ServiceProvider, ResourceName = context.ResourceName, Endpoint = endpoint, Response = response, CancellationToken = context.CancellationToken }).ConfigureAwait(false);
        }

        return response.IsSuccessStatusCode ? CommandResults.Success() : CommandResults.Failure($"Request failed with status code {response.StatusCode}");
    }
}
