using System.Collections.Immutable;
using Aspire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>Follows the resources of a running app host, as its dashboard does, and remembers every change.</summary>
internal sealed class ResourceStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource stopping = new();
    private readonly Func<string?> findAddress;
    private readonly Func<string> describe;
    private readonly Metadata headers;
    private readonly Lock gate = new();
    private readonly Task reading;
    private ImmutableList<Resource> changes = [];
    private GrpcChannel? channel;
    private string failure = "The app host serves no stream of resources.";
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="findAddress">Where the app host serves the stream; null as long as it does not.</param>
    /// <param name="key">What the app host wants to see from whom it serves.</param>
    /// <param name="describe">What else the message of a failed wait says.</param>
    public ResourceStream(Func<string?> findAddress, string key, Func<string> describe)
    {
        this.describe = describe;
        this.findAddress = findAddress;
        headers = new() { { "x-resource-service-api-key", key } };
        reading = Task.Run(ReadAsync);
    }

    private DashboardService.DashboardServiceClient Client => new(channel);

    /// <summary>Every state that a resource was reported in, in order.</summary>
    public IReadOnlyList<Resource> Changes => changes;

    /// <summary>The latest state of each instance.</summary>
    public IReadOnlyCollection<Resource> Current => [.. changes.GroupBy(r => r.Name).Select(g => g.Last())];

    /// <summary>The reports that came after this one.</summary>
    public IEnumerable<Resource> Since(Resource report) => changes.SkipWhile(c => !ReferenceEquals(c, report)).Skip(1);

    /// <summary>Returns the first report, past or to come, that fulfils the condition.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="condition">Tells the report.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="after">Only later reports than this one count.</param>
    public async Task<Resource> WaitForAsync(string what, Func<Resource, bool> condition, CancellationToken cancellationToken, Resource? after = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if ((after is null ? changes : Since(after)).FirstOrDefault(condition) is { } found)
                {
                    return found;
                }

                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {Patience}: {what}. {failure} {string.Join("; ", Current.Select(r => $"{r.DisplayName} {r.State} [{string.Join(",", r.HealthReports.Select(h => $"{h.Key} {h.Status} {h.Description}"))}]"))}\n{describe()}");
            }
        }
    }

    /// <summary>Returns when an instance of the resource runs and every check of it passes.</summary>
    public Task<Resource> WaitUntilHealthyAsync(string displayName, CancellationToken cancellationToken) => WaitForAsync(
        $"{displayName} healthy", r => r.DisplayName == displayName && IsHealthy(r), cancellationToken);

    /// <summary>Whether it runs and every check of it passes.</summary>
    public static bool IsHealthy(Resource resource) => resource.State == "Running" && resource.HealthReports.All(h => h is { HasStatus: true, Status: HealthStatus.Healthy });

    /// <summary>Returns the first line in the log of an instance, past or to come, that has the text.</summary>
    public async Task<string> WaitForLogAsync(Resource resource, string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var lines = new List<string>();
        try
        {
            using var call = Client.WatchResourceConsoleLogs(new() { ResourceName = resource.Name }, headers, cancellationToken: limit.Token);
            await foreach (var update in call.ResponseStream.ReadAllAsync(limit.Token))
            {
                lines.AddRange(update.LogLines.Select(l => l.Text));
                if (lines.Find(l => l.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is up: say what was there instead.
        }

        throw new TimeoutException($"Not in the log of {resource.DisplayName} within {Patience}: {text}. {string.Join(Environment.NewLine, lines)}");
    }

    /// <summary>Calls a command of an instance.</summary>
    public Task<ResourceCommandResponse> ExecuteAsync(Resource resource, string command, CancellationToken cancellationToken) =>
        Client.ExecuteResourceCommandAsync(
            new() { ResourceName = resource.Name, ResourceType = resource.ResourceType, CommandName = command }, headers, cancellationToken: cancellationToken).ResponseAsync;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        channel?.Dispose();
        stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
                // The app host is not up yet, or gone.
                failure = exception.Message;
            }

            await Task.Delay(20, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync()
    {
        if (channel is null && findAddress() is { } address)
        {
            channel = GrpcChannel.ForAddress(address);
        }

        if (channel is null)
        {
            return;
        }

        using var call = Client.WatchResources(new(), headers, cancellationToken: stopping.Token);
        await foreach (var update in call.ResponseStream.ReadAllAsync(stopping.Token))
        {
            Add(update.InitialData?.Resources ?? update.Changes.Value.Where(c => c.Upsert is not null).Select(c => c.Upsert));
        }
    }

    private void Add(IEnumerable<Resource> resources)
    {
        lock (gate)
        {
            changes = changes.AddRange(resources);
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
