using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Planning;

/// <summary>Finds what somebody changed on the server since the last deployment. A server without a release has no drift.</summary>
internal static class DriftCheck
{
    /// <summary>The files whose services have to be there.</summary>
    private static readonly string[] s_own = ["docker-compose.infra.yml", "docker-compose.production.yml"];

    public static IEnumerable<Drift> Of(ServerState state) =>
        state.CurrentRelease is not { } current ? [] :
        [
            .. Files(state, current),
            .. Settings(state, current),
            .. Slots(state, current),
            .. Others(state),
            .. Storage(state),
            .. state.Activating is { } unfinished ? [new Drift(unfinished, "was interrupted while it was put into service; the next deployment ends that first")] : Array.Empty<Drift>(),
        ];

    private static IEnumerable<Drift> Files(ServerState state, Release current)
    {
        foreach (var (path, hash) in current.Files.Where(file => !file.Key.StartsWith(".env.", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var found = state.Files.GetValueOrDefault(path);
            if (found != hash)
            {
                yield return new(path, found is null ? "is missing; it is uploaded again" : "was edited on the server; the edit is lost");
            }
        }

        var folders = current.Files.Keys.Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var path in state.Files.Keys.Where(path => folders.Contains(path.Split('/')[0]) && path.Contains('/', StringComparison.Ordinal) && !current.Files.ContainsKey(path)).Order(StringComparer.Ordinal))
        {
            yield return new(path, "is not part of the release, but in a directory that containers read; it is left");
        }
    }

    private static IEnumerable<Drift> Settings(ServerState state, Release current)
    {
        var env = new EnvFile(state.Env);
        if (env["VERSION"] != current.Version)
        {
            yield return new("VERSION", $"the env file says {env["VERSION"] ?? "nothing"}, the release is {current.Version}");
        }

        foreach (var (service, image) in current.Images.OrderBy(image => image.Key, StringComparer.Ordinal))
        {
            var name = $"{service.ToUpperInvariant()}_IMAGE";
            if (env[name] != image)
            {
                yield return new(name, $"the env file says {env[name] ?? "nothing"}, the release has {image}");
            }
        }
    }

    private static IEnumerable<Drift> Slots(ServerState state, Release current)
    {
        foreach (var (service, image) in current.Images.OrderBy(image => image.Key, StringComparer.Ordinal))
        {
            var key = state.ActiveKey(service);
            foreach (var container in state.ContainersOf(key).Where(container => container.Image != image))
            {
                yield return new(container.Name, $"serves from {container.Image}, the release has {image}");
            }

            if (!state.ContainersOf(key).Any(container => container.Status == "running"))
            {
                yield return new(key, "is the slot that the edge looks at, but it does not run");
            }
        }
    }

    private static IEnumerable<Drift> Others(ServerState state)
    {
        var files = state.ComposeFiles.OrderBy(file => file.Key, StringComparer.Ordinal).ToDictionary(file => file.Key, file => new ComposeDefinitions(file.Value, new(state.Env)), StringComparer.Ordinal);
        foreach (var container in state.Containers.Where(container => files.Values.All(file => !file.Keys.Contains(container.Key))))
        {
            yield return new(container.Name, $"is a container of the project that no file describes ({container.Image}); it is left");
        }

        foreach (var (file, key) in from name in s_own
                                    let file = files[name]
                                    from key in file.Keys.Where(key => !file.IsOptional(key) && !Planner.IsApplication(key)).Order(StringComparer.Ordinal)
                                    select (file, key))
        {
            var containers = state.ContainersOf(key).ToList();
            if (containers.Count == 0)
            {
                yield return new(key, "has no container; it is created");
            }

            foreach (var container in containers.Where(container => container.IsIll))
            {
                yield return new(container.Name, $"is {container.Condition}");
            }

            foreach (var container in containers.Where(container => container.Image != file.ImageOf(key)))
            {
                yield return new(container.Name, $"runs {container.Image}, the release has {file.ImageOf(key)}");
            }
        }
    }

    private static IEnumerable<Drift> Storage(ServerState state)
    {
        foreach (var (section, names, what) in new[] { ("volumes", state.Volumes, "volume is missing: its data is gone; it is created empty"), ("networks", state.Networks, "network is missing; it is created") })
        {
            foreach (var name in ComposeNames.Of(state.ComposeFiles.GetValueOrDefault("docker-compose.infra.yml", ""), section, new(state.Env)).Where(name => !names.Contains(name)))
            {
                yield return new(name, what);
            }
        }
    }
}
