using System.Globalization;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.State;

/// <summary>The state of a server as lines for a terminal of 100 columns.</summary>
internal static class StatusText
{
    /// <summary>What serves, on one screen.</summary>
    public static IEnumerable<string> Status(ServerState state, DateTimeOffset now)
    {
        if (state.CurrentRelease is not { } current)
        {
            yield return "Nothing is deployed here yet: dotnet aspire deploy";
            yield break;
        }

        yield return $"Release   {current.Name}, {current.Strategy}, by {current.By}, {AgeText.Of(now - current.At)} ago";
        if (state.Activating is { } activating)
        {
            yield return $"Unfinished {activating}: it ends by itself, or with the next deployment";
        }

        if (state.Backups.Restoring is { } restore)
        {
            yield return restore.Runs ? $"Restoring {restore.Name}: it ends by itself" : $"Restoring {restore.Name} was interrupted: run 'dotnet aspire do restore' again";
        }

        yield return $"{"SERVICE",-12}{"SLOT",-8}{"VERSION",-16}HEALTH";
        foreach (var service in ApplicationServices.All)
        {
            foreach (var (key, slot) in new[] { (service, "blue"), ($"{service}-green", "green") })
            {
                foreach (var container in state.ContainersOf(key))
                {
                    yield return $"{service,-12}{slot,-8}{container.Version ?? "?",-16}{container.Condition}{(state.ActiveKey(service) == key ? "  <- serves" : "")}";
                }
            }
        }

        var others = state.Containers.Where(container => ApplicationServices.All.All(service => container.Key != service && container.Key != $"{service}-green")).ToList();
        var ill = others.Where(container => !container.IsWell).ToList();
        yield return $"Others    {others.Count - ill.Count} of {others.Count} containers are well{(ill.Count == 0 ? "" : $"; not: {string.Join(", ", ill.Select(container => $"{container.Key} ({container.Condition})"))}")}";
        yield return $"Backups   {state.Backups.Summary(now)}";
        yield return $"TLS       {Certificate(state.Certificate, now)}";
    }

    /// <summary>All releases, the newest first.</summary>
    public static IEnumerable<string> History(ServerState state)
    {
        yield return $"{"",2}{"NO",-5}{"VERSION",-16}{"WHEN (UTC)",-18}{"STRATEGY",-12}{"SERVICES",-18}{"SECONDS",-9}OUTCOME";
        foreach (var (phase, release) in state.Releases.Reverse())
        {
            var seconds = release.Outcome is { } outcome ? outcome.Seconds.Values.Sum().ToString("0", CultureInfo.InvariantCulture) : "";
            yield return $"{(release.Name == state.Current ? "* " : "  ")}{release.Number,-5}{release.Version,-16}{release.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),-18}{release.Strategy,-12}{string.Join('+', release.Services),-18}{seconds,-9}{DigestText.Shorten(release.Outcome?.Verdict.Split('\n')[0] ?? phase)}";
        }
    }

    private static string Certificate(EdgeCertificate certificate, DateTimeOffset now) => certificate.Expires is not { } expires
        ? $"certificate unknown: {certificate.Fault}"
        : expires <= now
            ? $"certificate expired {AgeText.Of(now - expires)} ago: browsers reject the site"
            : $"certificate expires in {AgeText.Of(expires - now)}{(certificate.IsSelfSigned ? "; it is self-signed: browsers warn of the site" : "")}";
}
