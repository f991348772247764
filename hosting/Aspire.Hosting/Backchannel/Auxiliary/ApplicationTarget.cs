using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>The application as a whole: what it is, whether it is up, where its dashboard is, its end.</summary>
internal sealed class ApplicationTarget(
    AppHostProject project, CliSession cli, DashboardLinks dashboard, DistributedApplicationModel model,
    ResourceNotificationService notifications, IHostApplicationLifetime lifetime) : IClientTarget
{
    private static readonly string Version = typeof(ApplicationTarget).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly CapabilitiesAnswer capabilities = new(["aux.v1", "aux.v2", "aux.v3"]);
    private readonly DateTimeOffset startedAt = ProcessStart.Of(Environment.ProcessId)!.Value;

    public Task<AppHostInformation> GetAppHostInformationAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new AppHostInformation(project.File, Environment.ProcessId, cli.ProcessId, startedAt, cli.StartedAt, cli.LogFile));

    public Task<CapabilitiesAnswer> GetCapabilitiesAsync(EmptyRequest? request, CancellationToken cancellationToken) => Task.FromResult(capabilities);

    public Task<AppHostInfo> GetAppHostInfoAsync(EmptyRequest? request, CancellationToken cancellationToken) =>
        Task.FromResult(new AppHostInfo($"{Environment.ProcessId}", Version, project.File, cli.ProcessId, startedAt, cli.LogFile));

    public Task<DashboardUrls> GetDashboardUrlsAsync(CancellationToken cancellationToken) => dashboard.UrlsAsync(cancellationToken);

    public Task<DashboardInfo> GetDashboardInfoAsync(EmptyRequest? request, CancellationToken cancellationToken) => dashboard.InfoAsync(cancellationToken);

    /// <summary>Returns once every resource is known. Some of them may wait for a person, so nobody waits for them here.</summary>
    public async Task<ReadyAnswer> WaitForAppHostReadyAsync(EmptyRequest? request, CancellationToken cancellationToken)
    {
        var unknown = model.Resources.SelectMany(resource => resource.GetResolvedResourceNames()).ToHashSet();
        if (unknown.Count == 0)
        {
            return new(IsReady: true);
        }

        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            unknown.Remove(change.ResourceId);
            if (unknown.Count == 0)
            {
                break;
            }
        }

        return new(IsReady: true);
    }

    public Task<EmptyAnswer> StopAsync(StopRequest? request, CancellationToken cancellationToken)
    {
        Environment.ExitCode = request?.ExitCode ?? Environment.ExitCode;
        lifetime.StopApplication();
        return Task.FromResult(new EmptyAnswer());
    }

    public Task StopAppHostAsync(CancellationToken cancellationToken) => StopAsync(request: null, cancellationToken);
}

internal sealed record EmptyRequest;

internal sealed record EmptyAnswer;

/// <param name="ExitCode">What the program is to exit with; what it would anyway when null.</param>
internal sealed record StopRequest(int? ExitCode);

internal sealed record CapabilitiesAnswer(IReadOnlyList<string> Capabilities);

internal sealed record ReadyAnswer(bool IsReady);

/// <summary>The program and the CLI that started it.</summary>
internal sealed record AppHostInformation(string AppHostPath, int ProcessId, int? CliProcessId, DateTimeOffset StartedAt, DateTimeOffset? CliStartedAt, string? CliLogFilePath);

/// <summary>The same with the version, as later commands ask for it.</summary>
internal sealed record AppHostInfo(string Pid, string AspireHostVersion, string AppHostPath, int? CliProcessId, DateTimeOffset StartedAt, string? CliLogFilePath);
