using System.Globalization;
using CodiesVibe.ServiceDefaults.Health;

namespace CodiesVibe.Api.Modes;

/// <summary>
/// <c>--probe</c>: asks the API in the same container for its health. The image has no other program for that, so the container engine starts this one.
/// </summary>
internal static class SelfProbe
{
    private const string DefaultPort = "4000";

    /// <summary>Longer than the API needs to answer in any state of its dependencies, and shorter than the engine's time-out for a probe.</summary>
    private static readonly TimeSpan s_timeout = HealthBudgets.Database - TimeSpan.FromSeconds(1);

    /// <returns>The exit code: 0 for a response of 2xx, else 1 and one line on standard error.</returns>
    public static async Task<int> RunAsync()
    {
        var address = $"http://127.0.0.1:{Port(new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().Build())}/health";
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_timeout };
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (response.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{address} responded with HTTP status {(int)response.StatusCode}."));
        }
        catch (HttpRequestException error)
        {
            await Console.Error.WriteLineAsync($"{address} does not respond: {error.Message}");
        }
        catch (TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{address} did not respond within {s_timeout.TotalSeconds} s."));
        }

        return 1;
    }

    /// <summary>The first port that the API listens on, from the same variables.</summary>
    private static string Port(IConfiguration configuration) =>
        configuration[WebHostDefaults.HttpPortsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? DefaultPort;
}
