using CodiesVibe.Deployment.Probing;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Delivery.Performance;

/// <summary>Measures how fast a site answers.</summary>
/// <param name="site">Its address.</param>
/// <param name="client">Asks it.</param>
/// <param name="limits">What each path has to keep that one visitor asks for.</param>
internal sealed class SiteMeasurement(Uri site, SiteClient client, MeasurementLimits limits)
{
    /// <summary>What one visitor asks for: the page, and what it loads.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/", "/api/tools?pageSize=20", "/api/tools/search?query=agent", "/api/health"];

    /// <summary>Nothing fails for one visitor, and nothing takes longer than what a person perceives as at once.</summary>
    public static MeasurementLimits Usual { get; } = new(0, 1000);

    private const int RequestsOfOne = 20;

    /// <summary>First one visitor, then the load.</summary>
    /// <exception cref="DeliveryException">Nothing answers there.</exception>
    public async Task<MeasurementReport> RunAsync(LoadScenario scenario, CancellationToken cancellationToken)
    {
        var alone = new List<Measurement>();
        foreach (var path in Paths)
        {
            // The first answer also waits for what a server prepares once.
            if (await AskAsync(path, cancellationToken) is { Status: null, Fault: { } fault } && alone.Count == 0)
            {
                throw new DeliveryException($"The site at {site} cannot be measured: {fault}. Start it with 'dotnet aspire start', or name another one with '--Delivery:Site=https://codiesvibe.example.org'.");
            }

            var answers = new List<SiteAnswer>();
            while (answers.Count < RequestsOfOne)
            {
                answers.Add(await AskAsync(path, cancellationToken));
            }

            alone.Add(Of(path, answers, limits));
        }

        return new(site, alone, await LoadAsync(scenario, cancellationToken));
    }

    /// <summary>Requests start at the rate of the scenario, however slow the answers are: visitors do not wait for each other.</summary>
    private async Task<IReadOnlyList<Measurement>> LoadAsync(LoadScenario scenario, CancellationToken cancellationToken)
    {
        var requests = new List<(string Path, Task<SiteAnswer> Answer)>();
        using var rate = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / scenario.PerSecond));
        while (requests.Count < scenario.PerSecond * scenario.Duration.TotalSeconds)
        {
            var path = scenario.Paths[requests.Count % scenario.Paths.Count];
            requests.Add((path, AskAsync(path, cancellationToken)));
            await rate.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(requests.Select(request => request.Answer));
        return [.. requests.GroupBy(request => request.Path, request => request.Answer.Result).Select(path => Of(path.Key, [.. path], scenario.Limits))];
    }

    private Task<SiteAnswer> AskAsync(string path, CancellationToken cancellationToken) => client.GetAsync(new(site, path), cancellationToken);

    private static Measurement Of(string path, IReadOnlyList<SiteAnswer> answers, MeasurementLimits limits)
    {
        var faults = answers.Where(answer => answer.Status is not (>= 200 and < 300)).Select(answer => answer.Fault ?? $"status {answer.Status}").ToList();
        return new(path, Traffic.Of(answers.Select(answer => answer.Time.TotalMilliseconds), faults.Count), limits, faults.FirstOrDefault());
    }
}
