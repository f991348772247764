namespace CodiesVibe.Deployment.State;

/// <summary>The release that a rollback returns to.</summary>
internal static class RollbackTarget
{
    /// <param name="state">The server.</param>
    /// <param name="number">The wanted release; null for the one that the current one replaced.</param>
    /// <exception cref="DeploymentException">There is none.</exception>
    public static Release Find(ServerState state, int? number)
    {
        // A return to it that failed does not make an earlier verdict untrue.
        var confirmed = state.Releases.Where(entry => entry.Phase == "confirmed" || entry.Release.Outcome?.Verdict == "confirmed").Select(entry => entry.Release).ToList();
        var target = number is { } wanted
            ? confirmed.FirstOrDefault(release => release.Number == wanted)
            : confirmed.FirstOrDefault(release => release.Name == state.CurrentRelease?.Replaces);
        if (target is null)
        {
            throw new DeploymentException($"{(number is null ? "There is no earlier release to return to" : $"There is no confirmed release {number}")}. 'dotnet aspire do history' lists the releases.");
        }

        return target.Name != state.Current ? target : throw new DeploymentException($"Release {target.Name} serves already.");
    }
}
