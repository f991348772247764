using System.Diagnostics;
using CodiesVibe.Api.Errors;
using CodiesVibe.ServiceDefaults;

namespace CodiesVibe.Api.Modes;

/// <summary>
/// <c>--wait-for-infra</c>: returns when MongoDB and Redis answer the application, with its own connection strings. Compose starts the backend
/// after it, because a service in one compose file cannot wait for a service in another.
/// </summary>
internal static class InfrastructureGate
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>For one ping; a target that hangs is pinged again, as an unavailable one is.</summary>
    private static readonly TimeSpan s_pingTimeout = TimeSpan.FromSeconds(3);

    /// <summary>For the servers that the application works without.</summary>
    private static readonly TimeSpan s_optionalLimit = TimeSpan.FromSeconds(15);

    /// <returns>The exit code: 0 when all required servers answer; 1, and one line on standard error, when one did not in time. Optional servers that do not answer are only reported there.</returns>
    /// <exception cref="StartupException">A setting is missing or wrong.</exception>
    public static async Task<int> RunAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddSecretFiles().Build();
        var settings = GateSettings.Read(configuration);
        var optional = settings.Targets.Where(InfrastructurePings.Optional.Contains).ToList();
        var optionalLimit = settings.Limit < s_optionalLimit ? settings.Limit : s_optionalLimit;
        var (required, missed) = (WaitAllAsync(settings.Targets.Except(optional), settings.Limit), WaitAllAsync(optional, optionalLimit));

        foreach (var problem in await missed)
        {
            await Console.Error.WriteLineAsync($"After {optionalLimit.TotalSeconds:0} s, {problem}. The backend starts without it.");
        }

        var problems = await required;
        if (problems.Count == 0)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync(
            $"After {settings.Limit.TotalSeconds:0} s, {string.Join(" and ", problems)}. Start the infrastructure first, or raise {GateSettings.LimitKey}, the time limit in seconds.");
        return 1;

        async Task<List<string>> WaitAllAsync(IEnumerable<string> targets, TimeSpan limit)
        {
            var pings = targets.Select(name => InfrastructurePings.All[name](configuration)).ToList();
            return [.. (await Task.WhenAll(pings.Select(ping => WaitAsync(ping, limit)))).OfType<string>()];
        }
    }

    /// <returns>Null when the target answers, else what is wrong: what it said last, or that it does not respond.</returns>
    internal static async Task<string?> WaitAsync(InfrastructurePing ping, TimeSpan limit)
    {
        PingProblem? problem = null;
        var elapsed = Stopwatch.StartNew();
        for (var left = limit; left > TimeSpan.Zero; left = limit - elapsed.Elapsed)
        {
            using var timeout = new CancellationTokenSource(left < s_pingTimeout ? left : s_pingTimeout);
            var answer = await ping(timeout.Token);
            if (answer is null)
            {
                return null;
            }

            // Silence after a refusal says less: a ping can be cut short, and the driver fails by itself for a while after a refused login.
            problem = problem is { IsRefusal: true } && !answer.IsRefusal ? problem : answer;
            if (elapsed.Elapsed + s_pause >= limit)
            {
                break;
            }

            await Task.Delay(s_pause);
        }

        return problem?.Text;
    }
}
