using System.Globalization;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Secrets;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Compose;

/// <summary>The compose files, in what docker-compose 1.29.2 and Compose v2 both take.</summary>
internal static class ComposeFiles
{
    /// <summary>The five files; of a model without facts of production, one.</summary>
    /// <param name="model">The system.</param>
    /// <param name="configuration">The files that services mount: a change of them recreates the service.</param>
    /// <exception cref="PublishingException">The model does not say what production has to know.</exception>
    public static IEnumerable<GeneratedFile> Render(SystemModel model, IReadOnlyList<GeneratedFile> configuration)
    {
        MadeUpNames.Check(model);
        if (!model.HasFacts)
        {
            return [PlainCompose.Render(model)];
        }

        ProductionRules.Check(model);
        return ComposeFile.All.Select(file => Render(file, model, configuration));
    }

    private static GeneratedFile Render(ComposeFile file, SystemModel model, IReadOnlyList<GeneratedFile> configuration)
    {
        var places = Placement.In(file, model);
        var renderer = new ComposeService(file, model, configuration);
        var services = new YamlMap();
        foreach (var place in places)
        {
            services.Add(place.Key, renderer.Render(place));
        }

        var document = new YamlMap()
        {
            { "services", services },
            { "networks", Networks(file, model, places) },
            { "volumes", Volumes(file, model, places) },
            { "secrets", Secrets(model, places) },
        };
        return GeneratedFile.Text(file.Path, YamlWriter.Write(document, $"{model.Name}: {file.Purpose}."));
    }

    private static YamlMap Networks(ComposeFile file, SystemModel model, IReadOnlyList<PlacedService> places)
    {
        var networks = new YamlMap();
        foreach (var network in model.Networks.Where(network => file.OwnsNetworks || places.Any(place => place.Service.Facts.Networks.Contains(network.Name))))
        {
            networks.Add(network.Name, file.OwnsNetworks
                ? new YamlMap { { "name", EnvVariable.Named(network.Name) }, { "driver", "bridge" }, { "internal", network.Internal ? true : null } }
                : new YamlMap { { "name", EnvVariable.Named(network.Name) }, { "external", true } });
        }

        return networks;
    }

    private static YamlMap Volumes(ComposeFile file, SystemModel model, IReadOnlyList<PlacedService> places)
    {
        var used = places.SelectMany(place => place.Service.Volumes).Select(mount => mount.Volume).ToHashSet();
        var volumes = new YamlMap();
        foreach (var volume in model.Volumes.Where(volume => file.OwnsNetworks || used.Contains(volume.Name)))
        {
            volumes.Add(volume.Name, file.OwnsNetworks ? Own(volume) : new YamlMap { { "name", EnvVariable.Named(volume.Name) }, { "external", true } });
        }

        return volumes;
    }

    private static YamlMap Own(Volume volume) => new()
    {
        { "name", EnvVariable.Named(volume.Name) },
        { "driver", volume.InMemory is null ? null : "local" },
        {
            "driver_opts",
            volume.InMemory is { } memory
                ? new YamlMap { { "type", "tmpfs" }, { "device", "tmpfs" }, { "o", string.Create(CultureInfo.InvariantCulture, $"size={memory.Megabytes}m,uid={memory.User}") } }
                : null
        },
    };

    private static YamlMap Secrets(SystemModel model, IReadOnlyList<PlacedService> places)
    {
        var secrets = new YamlMap();
        foreach (var name in places.SelectMany(place => SecretUse.Of(place.Service)).Select(use => use.File).Distinct().Order(StringComparer.Ordinal))
        {
            var ofTunnel = model.Secrets.FirstOrDefault(secret => secret.Name == name) is { } secret && SecretFiles.IsOfTunnel(model, secret);
            secrets.Add(name, new YamlMap { { "file", ofTunnel ? EnvVariable.TunnelFile(name) : EnvVariable.SecretFile(name) } });
        }

        return secrets;
    }
}
