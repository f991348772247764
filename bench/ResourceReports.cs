using System.Diagnostics;
using Aspire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodiesVibe.Bench;

/// <summary>A report about a resource and the time of its arrival, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
internal sealed record ResourceReport(Resource Resource, long Time)
{
    public string Name => Resource.DisplayName;

    public string State => Resource.State;

    /// <summary>Before its first check, a running resource has no health reports at all.</summary>
    public bool IsHealthy => State == "Running" && Resource.HealthReports.Count > 0 && Resource.HealthReports.All(report => report is { HasStatus: true, Status: HealthStatus.Healthy });
}

/// <summary>Follows the resources of a running app host as its dashboard does, and records when each report arrived.</summary>
internal sealed class ResourceReports : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly GrpcChannel _channel;
    private readonly DashboardService.DashboardServiceClient _client;
    private readonly Metadata _headers;
    private readonly TimeSpan _patience;
    private readonly List<ResourceReport> _reports = [];
    private readonly Task _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ResourceReports(string address, string key, TimeSpan patience)
    {
        _channel = GrpcChannel.ForAddress(address);
        _headers = new() { { "x-resource-service-api-key", key } };
        _client = new(_channel);
        _patience = patience;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>All reports so far, in order.</summary>
    public IReadOnlyList<ResourceReport> All
    {
        get
        {
            lock (_reports)
            {
                return [.. _reports];
            }
        }
    }

    /// <summary>Returns the first report, past or future, that fulfils the condition and arrived after the given time.</summary>
    /// <exception cref="TimeoutException">It did not arrive.</exception>
    /// <exception cref="InvalidOperationException">The app host ended.</exception>
    public async Task<ResourceReport> FirstAsync(string what, Func<ResourceReport, bool> condition, CancellationToken cancellationToken, long after = 0)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        while (true)
        {
            Task next;
            lock (_reports)
            {
                if (_reports.Find(report => report.Time > after && condition(report)) is { } found)
                {
                    return found;
                }

                next = _changed.Task;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {_patience}: {what}.");
            }
        }
    }

    /// <summary>No more reports arrive: those that wait for one fail.</summary>
    public void End(string lastWords)
    {
        lock (_reports)
        {
            _changed.TrySetException(new InvalidOperationException($"The app host ended: {lastWords}"));
        }
    }

    public async Task RestartAsync(Resource resource, CancellationToken cancellationToken) => await _client.ExecuteResourceCommandAsync(
        new() { ResourceName = resource.Name, ResourceType = resource.ResourceType, CommandName = "restart" }, _headers, cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
        _channel.Dispose();
        _stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var call = _client.WatchResources(new(), _headers, cancellationToken: _stopping.Token);
                await foreach (var update in call.ResponseStream.ReadAllAsync(_stopping.Token))
                {
                    Add(update.InitialData?.Resources ?? update.Changes.Value.Where(c => c.Upsert is not null).Select(c => c.Upsert));
                }
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
                // The app host is not up yet, or gone.
                await Task.Delay(20, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Add(IEnumerable<Resource> resources)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_reports)
        {
            _reports.AddRange(resources.Select(resource => new ResourceReport(resource, now)));
            if (!_changed.TrySetResult())
            {
                return; // the app host has ended
            }

            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
