using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Rotation;

/// <summary>How old the secrets of a server are, as lines for a terminal of 100 columns.</summary>
internal static class SecretAges
{
    /// <param name="state">The server.</param>
    /// <param name="days">After how many days a secret should be exchanged.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<string> Lines(ServerState state, int days, DateTimeOffset now)
    {
        foreach (var (name, age) in RotatedSecret.All.Where(secret => state.SecretTimes.ContainsKey(secret.Name))
            .Select(secret => (secret.Name, Days: (int)(now - state.SecretTimes[secret.Name]).TotalDays))
            .OrderByDescending(secret => secret.Days).ThenBy(secret => secret.Name, StringComparer.Ordinal))
        {
            yield return $"Secret    {name,-30}{age,5} days{(age < days ? "" : $"  ! not exchanged for {days} days")}";
        }
    }
}
