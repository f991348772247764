using System.Diagnostics;
using System.Text.Json.Nodes;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment;

/// <summary>Whether what serves is what was deployed, and does its work.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="options">The deployment.</param>
internal sealed class Verification(DeploymentDirectory directory, DeployOptions options)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when everything is as it should be.</summary>
    /// <param name="release">What was deployed.</param>
    /// <param name="plan">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeploymentException">Something is not as it should be within the time: what, and how it is instead.</exception>
    public async Task RunAsync(Release release, Plan plan, CancellationToken cancellationToken)
    {
        await UntilWellAsync(release, plan, cancellationToken);
        // What serves already has been observed before.
        if (plan.IsEmpty)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        do
        {
            await Task.Delay(s_pause, cancellationToken);
            if (await FindFaultsAsync(release, plan, cancellationToken) is { Count: > 0 } faults)
            {
                throw Fault($"The release passed its verification, but not {watch.Elapsed.TotalSeconds:0} s later", faults);
            }
        }
        while (watch.Elapsed < TimeSpan.FromSeconds(options.Timeouts.Observation));
    }

    private async Task UntilWellAsync(Release release, Plan plan, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Timeouts.Endpoints));
        var faults = new List<string>();
        try
        {
            while ((faults = await FindFaultsAsync(release, plan, limit.Token)).Count > 0)
            {
                await Task.Delay(s_pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault($"The release does not pass its verification within {options.Timeouts.Endpoints} s", faults);
        }
    }

    private static DeploymentException Fault(string what, IEnumerable<string> faults) => new($"{what}:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}");

    private async Task<List<string>> FindFaultsAsync(Release release, Plan plan, CancellationToken cancellationToken)
    {
        var state = await directory.ReadStateAsync(cancellationToken);
        var faults = ContainerFaults(state, plan).ToList();
        // Without the containers, the rest would say the same in other words.
        return faults.Count > 0 ? faults : await AnswerFaultsAsync(release, state, cancellationToken);
    }

    private static IEnumerable<string> ContainerFaults(ServerState state, Plan plan)
    {
        foreach (var key in plan.Infrastructure.Concat(plan.Edge).Concat([state.ActiveKey("frontend"), state.ActiveKey("backend")]))
        {
            var containers = state.ContainersOf(key).ToList();
            if (containers.Count == 0)
            {
                yield return $"{key} has no container.";
            }

            foreach (var container in containers.Where(container => container.Status != "running" || container.Health is not (null or "healthy")))
            {
                yield return $"{key} is {container.Condition}.";
            }
        }
    }

    private async Task<List<string>> AnswerFaultsAsync(Release release, ServerState state, CancellationToken cancellationToken)
    {
        var requests = PublicEndpoint.All.Select(endpoint => ("nginx", $"http://127.0.0.1:8080{endpoint.Path}")).ToList();
        if (!options.SkipMonitoring)
        {
            requests.Add(("prometheus", "http://127.0.0.1:9090/api/v1/targets?state=active"));
        }

        var answers = await new InsideRequests(directory).SendAsync(requests, cancellationToken);
        return
        [
            .. PublicEndpoint.All.Zip(answers, (endpoint, answer) => EndpointFault(endpoint, answer, release)).OfType<string>(),
            .. answers.Skip(PublicEndpoint.All.Count).SelectMany(answer => MonitoringFaults(answer, state)),
        ];
    }

    private static string? EndpointFault(PublicEndpoint endpoint, InsideAnswer answer, Release release)
    {
        if (!answer.IsSuccess)
        {
            return $"{endpoint.Path} does not answer with success through the edge: {answer.Text}";
        }

        return endpoint.VersionOf is { } service && PublicEndpoint.VersionIn(answer.Text) is var version && release.VersionOf(service) is var wanted && version != wanted
            ? $"The {service} that serves has the version {version ?? "(none)"}, not {wanted}. Is the image built with --build-arg VERSION={wanted}?"
            : null;
    }

    private static IEnumerable<string> MonitoringFaults(InsideAnswer answer, ServerState state)
    {
        if (!answer.IsSuccess)
        {
            return [$"Prometheus does not answer: {answer.Text} Deploy with Deploy:SkipMonitoring=true if the monitoring is known to be down."];
        }

        var up = JsonNode.Parse(answer.Text)!["data"]!["activeTargets"]!.AsArray().Where(target => (string?)target!["health"] == "up")
            .Select(target => ((string?)target!["labels"]!["service"], (string?)target["labels"]!["slot"])).ToHashSet();
        return from service in ApplicationServices.All
               where !up.Contains((service, state.Green.Contains(service) ? "green" : "blue"))
               select $"Prometheus does not reach the {service} in its active slot.";
    }
}
