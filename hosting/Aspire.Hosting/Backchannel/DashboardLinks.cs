using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting.Backchannel;

/// <summary>What the CLI wants to know of the dashboard.</summary>
/// <param name="options">Null when the application runs without a dashboard.</param>
/// <param name="host">Null when the application runs without a dashboard.</param>
internal sealed class DashboardLinks(DashboardOptions? options = null, DashboardHost? host = null)
{
    /// <summary>Returns once the dashboard answers, or has failed to.</summary>
    public async Task<DashboardUrls> UrlsAsync(CancellationToken cancellationToken) =>
        new(await IsReadyAsync(cancellationToken).ConfigureAwait(false), options?.LoginUrl, CodespacesUrlWithLoginToken: null);

    /// <inheritdoc cref="UrlsAsync"/>
    public async Task<DashboardInfo> InfoAsync(CancellationToken cancellationToken) =>
        new(options?.FrontendUrl, options?.ApiKey, options is null ? [] : [options.LoginUrl], await IsReadyAsync(cancellationToken).ConfigureAwait(false));

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken) => host is not null && await host.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
}

/// <summary>Addresses for a browser.</summary>
internal sealed record DashboardUrls(bool DashboardHealthy, string? BaseUrlWithLoginToken, string? CodespacesUrlWithLoginToken);

/// <summary>How the dashboard's telemetry API is called.</summary>
internal sealed record DashboardInfo(string? ApiBaseUrl, string? ApiToken, IReadOnlyList<string> DashboardUrls, bool IsHealthy);
