using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Api.Health;

/// <summary>
/// What the edge answers on <c>/health/{name of this check}</c>: its own health, or that of the front end behind it. The edge is found by its
/// service name; without one (where the API was started alone) the check is degraded.
/// </summary>
internal sealed class EdgeHealthCheck(IHttpClientFactory clients, IConfiguration configuration) : IHealthCheck
{
    public const string Edge = "nginx";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!configuration.GetSection($"services:{Edge}:http").Exists())
        {
            return HealthCheckResult.Degraded($"The edge is not configured. Set services__{Edge}__http__0 to its address.");
        }

        try
        {
            using var response = await clients.CreateClient(Edge).GetAsync($"http://{Edge}/health/{context.Registration.Name}", cancellationToken);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy("The service responds through the edge.")
                : new HealthCheckResult(context.Registration.FailureStatus, $"The edge responded with HTTP status {(int)response.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The edge does not respond.");
        }
    }
}
