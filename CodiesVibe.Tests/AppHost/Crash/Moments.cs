using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>
/// Moments in the life of the app host. Each method returns as soon as its moment has come; the returned function reports, once everything is
/// over, whether the next event had happened too, so that the moment was missed.
/// </summary>
internal static class Moments
{
    public delegate Task<Func<bool>> Moment(AppHostProcess host, WritingClient client, CancellationToken cancellationToken);

    public const string EngineStarts = "the engine starts";
    public const string BackendStarts = "backend starts";
    public const string ClientWrites = "a client writes";

    private const int Enough = 25;

    public static readonly IReadOnlyDictionary<string, Moment> All = new Dictionary<string, Moment>
    {
        [EngineStarts] = EngineStartsAsync,
        ["mongodb starts"] = (host, _, token) => ResourceStartsAsync(host, "mongodb", token),
        ["redis starts"] = (host, _, token) => ResourceStartsAsync(host, "redis", token),
        [BackendStarts] = (host, _, token) => ResourceStartsAsync(host, "backend", token),
        ["frontend starts"] = (host, _, token) => ResourceStartsAsync(host, "frontend", token),
        ["nginx starts"] = (host, _, token) => ResourceStartsAsync(host, "nginx", token),
        ["all are healthy"] = AllAreHealthyAsync,
        ["backend restarts"] = BackendRestartsAsync,
        [ClientWrites] = ClientWritesAsync,
        ["the app host stops"] = AppHostStopsAsync,
    };

    /// <summary>Its process has started, but no other process yet.</summary>
    private static async Task<Func<bool>> EngineStartsAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await AppHostProcess.UntilAsync(() => host.Processes("dcp").Count > 0, "a process of the engine", cancellationToken);
        return () => host.Resources.Changes.Any(r => r.State == "Running" && SiteAppHost.Core.Contains(r.DisplayName));
    }

    /// <summary>Its process has started, but not every check has passed yet.</summary>
    private static async Task<Func<bool>> ResourceStartsAsync(AppHostProcess host, string name, CancellationToken cancellationToken)
    {
        var started = await host.Resources.WaitForAsync($"{name} starting", r => r.DisplayName == name && r.State == "Running", cancellationToken);
        return () => ResourceStream.IsHealthy(started) || host.Resources.Since(started).Any(r => r.DisplayName == name && ResourceStream.IsHealthy(r));
    }

    /// <summary>There is no next event, but the processes could end.</summary>
    private static async Task<Func<bool>> AllAreHealthyAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await host.WaitUntilSiteIsHealthyAsync(cancellationToken);
        return () => host.Resources.Current.Where(r => SiteAppHost.Core.Contains(r.DisplayName)).Any(r => !ResourceStream.IsHealthy(r));
    }

    /// <summary>It is being stopped or has stopped; it does not run again.</summary>
    private static async Task<Func<bool>> BackendRestartsAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await host.WaitUntilSiteIsHealthyAsync(cancellationToken);
        var before = host.Resources.Current.Single(r => r.DisplayName == "backend");
        var restarting = host.Resources.ExecuteAsync(before, "restart", cancellationToken);
        _ = restarting.ContinueWith(static reply => reply.Exception, TaskScheduler.Default); // nobody answers any more
        var ending = await host.Resources.WaitForAsync("backend ending", r => r.DisplayName == "backend" && r.State != "Running", cancellationToken, before);
        return () => host.Resources.Since(ending).Any(r => r.DisplayName == "backend" && r.State == "Running");
    }

    /// <summary>Some writes are acknowledged, and the client continues.</summary>
    private static async Task<Func<bool>> ClientWritesAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await host.WaitUntilSiteIsHealthyAsync(cancellationToken);
        var before = client.Acknowledged.Count;
        await AppHostProcess.UntilAsync(() => client.Acknowledged.Count > before + Enough, $"{Enough} writes", cancellationToken);
        return () => !client.WasInterrupted;
    }

    /// <summary>Its resources are being stopped; the app host itself has not ended.</summary>
    private static async Task<Func<bool>> AppHostStopsAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await host.WaitUntilSiteIsHealthyAsync(cancellationToken);
        host.Interrupt();
        await AppHostProcess.UntilAsync(() => host.Console.Any(line => line.Contains("Stopping all resources.", StringComparison.Ordinal)), "the notice that it stops", cancellationToken);
        return () => host.HasEndedByItself;
    }
}
