using System.Text;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;

namespace CodiesVibe.Deployment.Planning;

/// <summary>Compares a release with what the server has. It is a pure function: nothing is asked and nothing is changed.</summary>
internal static class Planner
{
    private const string Infra = "docker-compose.infra.yml";
    private const string Production = "docker-compose.production.yml";
    private static readonly string[] s_composeFiles = [Infra, Production];

    /// <summary>What visitors notice when a service is created anew.</summary>
    private static readonly Dictionary<string, string> s_interruptions = new(StringComparer.Ordinal)
    {
        ["nginx"] = "the site refuses connections for a few seconds",
        ["mongodb"] = "the API answers 503 until MongoDB is back, usually within 15 s",
        ["redis"] = "the cache is empty and sessions may end",
    };

    /// <param name="files">The files of the release.</param>
    /// <param name="images">The image of each service of the application, with its digest.</param>
    /// <param name="options">The deployment.</param>
    /// <param name="state">The server.</param>
    public static Plan Make(IReadOnlyList<GeneratedFile> files, IReadOnlyDictionary<string, string> images, DeployOptions options, ServerState state)
    {
        string Text(string path) => Encoding.UTF8.GetString(files.Single(file => file.Path == path).Content.Span);
        var (envAfter, envBefore) = (new EnvFile(Text($".env.{options.Environment}")), new EnvFile(state.Env));
        ComposeDefinitions After(string file) => new(Text(file), envAfter);
        ComposeDefinitions Before(string file) => new(state.ComposeFiles.GetValueOrDefault(file, ""), envBefore);

        var (infra, infraBefore) = (After(Infra), Before(Infra));
        var (production, productionBefore) = (After(Production), Before(Production));
        var (staging, stagingBefore) = (After("docker-compose.staging.yml"), Before("docker-compose.staging.yml"));
        var services = options.Services;
        var edge = production.Keys.Where(key => !IsApplication(key)).Order(StringComparer.Ordinal).ToList();

        // A monitoring that is down may stay as it is.
        var infrastructure = infra.Keys.Where(key => !infra.IsOptional(key) && (!options.SkipMonitoring || DatabaseServices.All.Contains(key))).Order(StringComparer.Ordinal).ToList();
        var infrastructureChanges = infrastructure.SelectMany(key => Recreated(infra, infraBefore, state, key)).Concat(Dropped(infra, infraBefore)).ToList();
        var edgeChanges = edge.SelectMany(key => Recreated(production, productionBefore, state, key)).ToList();
        var fileChanges = FileChanges(files, state).ToList();
        var settingChanges = SettingChanges(envBefore, envAfter).ToList();
        var replacements = (from service in services
                            let why = WhyReplaced(service)
                            where why is not null
                            select Replacement(service, why, images[service], options, state)).ToList();
        var replaced = services.Where(service => WhyReplaced(service) is not null).ToList();

        return new()
        {
            Changes = [.. fileChanges, .. settingChanges, .. infrastructureChanges, .. EdgeReload([.. fileChanges, .. settingChanges], edgeChanges, state), .. edgeChanges, .. replacements],
            Drifts = [.. DriftCheck.Of(state)],
            Conflicts = [.. PortConflict.Find(infra, state).Where(conflict => infrastructure.Contains(conflict.Service)), .. PortConflict.Find(production, state)],
            Replaced = replaced,
            Infrastructure = infrastructure,
            StartsInfrastructure = infrastructureChanges.Count > 0,
            Edge = edge,
            RecreatesEdge = edgeChanges.Count > 0,
        };

        string? WhyReplaced(string service)
        {
            var (now, before) = state.Green.Contains(service) ? (staging, stagingBefore) : (production, productionBefore);
            var key = state.ActiveKey(service);
            if (state.CurrentRelease is not { } current)
            {
                return "it is the first release";
            }

            if (current.Images.GetValueOrDefault(service) != images[service])
            {
                return $"{Short(current.Images.GetValueOrDefault(service, "no image"))} -> {Short(images[service])}";
            }

            var running = state.ContainersOf(key).ToList();
            return now.WhyChanged(key, before)
                ?? (running.Count == 0 ? "its container is missing" : running.FirstOrDefault(container => container.IsIll) is { } ill ? $"its container is {ill.Condition}" : null);
        }
    }

    /// <summary>The images of the services that are not built from this repository and start without being asked for.</summary>
    public static IEnumerable<string> ForeignImages(IReadOnlyList<GeneratedFile> files) => s_composeFiles.SelectMany(file =>
    {
        var definitions = new ComposeDefinitions(Encoding.UTF8.GetString(files.Single(candidate => candidate.Path == file).Content.Span), new(""));
        return definitions.Keys.Where(key => !definitions.IsOptional(key)).Select(definitions.ImageOf).OfType<string>().Where(image => !image.Contains('$', StringComparison.Ordinal));
    });

    /// <summary>Whether the service is in the slots, or a gate in front of them.</summary>
    public static bool IsApplication(string key) => key is "backend" or "frontend" || key.StartsWith("wait-for-infra", StringComparison.Ordinal);

    private static IEnumerable<PlannedChange> Dropped(ComposeDefinitions now, ComposeDefinitions before) =>
        before.Keys.Except(now.Keys).Select(key => new PlannedChange('-', key, "is no longer part of the system", "its container is left; remove it with docker rm"));

    private static IEnumerable<PlannedChange> Recreated(ComposeDefinitions now, ComposeDefinitions before, ServerState state, string key)
    {
        var containers = state.ContainersOf(key).ToList();
        if (containers.Count == 0)
        {
            yield return new('+', key, "is created", before.Keys.Contains(key) ? "its container is missing" : "");
        }
        else if (now.WhyChanged(key, before) is { } why)
        {
            yield return new('~', key, "is recreated", why, s_interruptions.GetValueOrDefault(key));
        }
        else if (containers.FirstOrDefault(container => container.Status != "running") is { } stopped)
        {
            yield return new('~', key, "is started", $"its container is {stopped.Condition}");
        }
    }

    private static PlannedChange Replacement(string service, string why, string image, DeployOptions options, ServerState state) => state.CurrentRelease is null
        ? new('+', service, $"is created from {Short(image)}")
        : options.Strategy == Strategy.Recreate
            ? new('~', state.ActiveKey(service), "is recreated where it is", why, "requests fail until it is healthy again")
            : new('~', service, $"moves from {state.ActiveKey(service)} to {state.IdleKey(service)}", why);

    /// <summary>A name without the digest, which nobody reads.</summary>
    private static string Short(string image) => image.Split('@')[0].Split('/')[^1];

    private static IEnumerable<PlannedChange> FileChanges(IReadOnlyList<GeneratedFile> files, ServerState state)
    {
        var hashes = ReleaseFiles.Hashes(files.Where(file => !file.Path.StartsWith(".env.", StringComparison.Ordinal) || file.Path.EndsWith(".example", StringComparison.Ordinal)));
        if (state.CurrentRelease is not { } current)
        {
            yield return new('+', "files", $"{hashes.Count} are uploaded");
            yield break;
        }

        foreach (var (path, hash) in hashes.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (state.Files.GetValueOrDefault(path) != hash)
            {
                yield return new(current.Files.ContainsKey(path) ? '~' : '+', path, current.Files.ContainsKey(path) ? "is updated" : "is added");
            }
        }

        foreach (var path in current.Files.Keys.Where(path => !hashes.ContainsKey(path) && state.Files.ContainsKey(path) && !path.StartsWith(".env.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return new('-', path, "is removed");
        }
    }

    private static IEnumerable<PlannedChange> SettingChanges(EnvFile before, EnvFile after) => before.Text.Length == 0 ? [] :
        from name in before.Settings.Keys.Union(after.Settings.Keys).Order(StringComparer.Ordinal)
        where before.Settings.GetValueOrDefault(name) != after.Settings.GetValueOrDefault(name) && name is not ("BACKEND_IMAGE" or "FRONTEND_IMAGE")
        select new PlannedChange('~', name, $"{before[name] ?? "(not set)"} -> {after[name] ?? "(not set)"}", "setting");

    private static IEnumerable<PlannedChange> EdgeReload(IEnumerable<PlannedChange> configuration, List<PlannedChange> edge, ServerState state)
    {
        // The names of the site are in a file that the edge reads.
        if (state.CurrentRelease is not null && edge.All(change => change.Subject != "nginx")
            && configuration.Any(change => change.Subject == "SITE_NAMES" || change.Subject.StartsWith("nginx/", StringComparison.Ordinal)))
        {
            yield return new('~', "nginx", "loads its new configuration", "without a lost request");
        }
    }
}
