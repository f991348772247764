using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment;

/// <summary>Takes the version and the very images that another environment runs.</summary>
internal static class Promotion
{
    /// <summary>Asks the other environment's server.</summary>
    /// <param name="options">The deployment.</param>
    /// <param name="report">Told of what is promoted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The deployment of its release; the same where nothing is promoted.</returns>
    /// <exception cref="DeploymentException">It cannot be reached, or what it runs is not fit.</exception>
    public static async Task<DeployOptions> ResolveAsync(DeployOptions options, Action<string> report, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Promotion is not { } source)
        {
            return options;
        }

        await using var connection = new ServerConnection(options with { Host = source.Host, Port = source.Port, Directory = source.Directory }, _ => { }, time);
        await connection.ConnectAsync(cancellationToken);
        var release = Fit(await connection.Directory.ReadStateAsync(cancellationToken), source);
        report($"Promoting release {release.Name} of {source.Environment}, deployed by {release.By}");
        return options with { Version = release.Version, PromotedImages = release.Images };
    }

    /// <summary>The release that serves there.</summary>
    /// <exception cref="DeploymentException">There is none, it is not confirmed, or it is not healthy.</exception>
    internal static Release Fit(ServerState state, PromotionSource source)
    {
        DeploymentException Refusal(string why) => new($"Nothing is promoted: {why} See 'dotnet aspire do status -e {source.Environment}'.");
        if (state.CurrentRelease is not { } current)
        {
            throw Refusal($"{source.Environment} has no release in {source.Directory} on {source.Host}.");
        }

        var environment = new EnvFile(state.Env)["CODIESVIBE_ENVIRONMENT"];
        if (environment != source.Environment)
        {
            throw Refusal($"{source.Directory} on {source.Host} is the environment '{environment}', not '{source.Environment}'.");
        }

        if (state.Activating is { } activating)
        {
            throw Refusal($"{activating} of {source.Environment} is being put into service, or was interrupted.");
        }

        if (current.Outcome is not { Verdict: "confirmed" })
        {
            throw Refusal($"the release {current.Name} of {source.Environment} is not confirmed.");
        }

        // A later one that failed says that somebody is at work there.
        if (state.Releases[^1] is var (phase, last) && last.Number > current.Number && phase != "confirmed")
        {
            throw Refusal($"the last release of {source.Environment}, {last.Name}, did not come into service ({phase}).");
        }

        foreach (var service in ApplicationServices.All)
        {
            var serving = state.ContainersOf(state.ActiveKey(service)).ToList();
            var ill = serving.Find(container => !container.IsWell || container.Image != current.Images[service]);
            if (serving.Count == 0 || ill is not null)
            {
                throw Refusal($"the {service} of {source.Environment} is {(ill is null ? "missing" : ill.IsWell ? $"another image ({ill.Image})" : ill.Condition)}.");
            }
        }

        return current;
    }
}
