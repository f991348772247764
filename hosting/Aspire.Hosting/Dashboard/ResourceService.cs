using Aspire.Hosting.ApplicationModel;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// What the dashboard calls: the resources with their changes, logs, commands, and questions to the user. Streams stay open until the
/// caller ends them or the application stops, for the dashboard takes an ended stream for a fault.
/// </summary>
internal sealed class ResourceService(
    DashboardOptions options,
    ResourceFeed resources,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    CommandForm form,
    InteractionService interactions,
    IHostApplicationLifetime lifetime) : V1.DashboardService.DashboardServiceBase
{
    public override Task<V1.ApplicationInformationResponse> GetApplicationInformation(
        V1.ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.ApplicationInformationResponse { ApplicationName = options.ApplicationName });

    public override Task WatchResources(
        V1.WatchResourcesRequest request, IServerStreamWriter<V1.WatchResourcesUpdate> responseStream, ServerCallContext context) =>
        UntilEndedAsync(context, async cancellationToken =>
        {
            using var reader = resources.Subscribe(out var current);
            await responseStream.WriteAsync(
                new V1.WatchResourcesUpdate { InitialData = new V1.InitialResourceData { Resources = { current } } },
                cancellationToken).ConfigureAwait(false);

            await foreach (var batch in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var changes = batch.Select(resource => new V1.WatchResourcesChange { Upsert = resource });
                await responseStream.WriteAsync(
                    new V1.WatchResourcesUpdate { Changes = new V1.WatchResourcesChanges { Value = { changes } } },
                    cancellationToken).ConfigureAwait(false);
            }
        });

    public override Task WatchResourceConsoleLogs(
        V1.WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<V1.WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context) =>
        UntilEndedAsync(context, async cancellationToken =>
        {
            var batches = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
            await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var update in ConsoleLogBatches.From(batch))
                {
                    await responseStream.WriteAsync(update, cancellationToken).ConfigureAwait(false);
                }
            }
        });

    public override async Task<V1.ResourceCommandResponse> ExecuteResourceCommand(V1.ResourceCommandRequest request, ServerCallContext context)
    {
        var arguments = request.Arguments.Count > 0 || request.NonInteractive
            ? CommandMapping.ToArguments(request.Arguments)
            : await form.FillInAsync(request.ResourceName, request.CommandName, context.CancellationToken).ConfigureAwait(false);
        var result = arguments is null
            ? CommandResults.Canceled()
            : await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, arguments, context.CancellationToken).ConfigureAwait(false);
        return CommandMapping.ToResponse(result);
    }

    public override Task WatchInteractions(
        IAsyncStreamReader<V1.WatchInteractionsRequestUpdate> requestStream,
        IServerStreamWriter<V1.WatchInteractionsResponseUpdate> responseStream,
        ServerCallContext context) =>
        UntilEndedAsync(context, async cancellationToken =>
        {
            using var reader = interactions.Subscribe(out var pending);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var asking = AskAsync(reader, pending, responseStream, ended.Token);
            try
            {
                await foreach (var answer in requestStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    interactions.Answer(answer);
                }
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });

    private static async Task AskAsync(
        StateFeed<int, V1.WatchInteractionsResponseUpdate>.Reader reader,
        IReadOnlyList<V1.WatchInteractionsResponseUpdate> pending,
        IServerStreamWriter<V1.WatchInteractionsResponseUpdate> responseStream,
        CancellationToken cancellationToken)
    {
        foreach (var update in pending)
        {
            await responseStream.WriteAsync(update, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var batch in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var update in batch)
            {
                await responseStream.WriteAsync(update, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a stream; that the caller goes away, or the application stops, is its ordinary end.</summary>
    private async Task UntilEndedAsync(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await stream(ended.Token).ConfigureAwait(false);
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
        }
    }
}
