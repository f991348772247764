using System.Globalization;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Compose;

/// <summary>The one compose file of a model that states nothing about production: what its manifest says and no more.</summary>
internal static class PlainCompose
{
    /// <exception cref="PublishingException">Compose would not accept a value.</exception>
    public static GeneratedFile Render(SystemModel model)
    {
        var services = new YamlMap();
        foreach (var service in model.Services)
        {
            services.Add(service.Name, Render(model, service));
        }

        var volumes = new YamlMap();
        foreach (var volume in model.Volumes)
        {
            volumes.Add(volume.Name, new YamlMap { { "name", volume.Name } });
        }

        return GeneratedFile.Text(
            ComposeFile.Production.Path,
            YamlWriter.Write(new() { { "services", services }, { "volumes", volumes } }));
    }

    private static YamlMap Render(SystemModel model, Service service)
    {
        var environment = new YamlMap();
        foreach (var (name, value) in service.Environment)
        {
            environment.Add(name, Interpolation.Value(model, value));
        }

        var ports = service.Bindings.OrderBy(binding => binding.Port)
            .Select(binding => (binding.External, Host: Number(binding.HostPort), Port: Number(binding.Port) + (binding.Udp ? "/udp" : ""))).Distinct().ToList();
        var imageVariable = ImageVariable(service);
        return new()
        {
            { "image", service.Image is { } image ? Interpolation.Literal(image) : Interpolation.Required(imageVariable, $"set {imageVariable} in .env") },
            { "build", Build(model, service) },
            // Nothing of the profile starts unless it is named.
            { "profiles", service.Build is { IsBuildOnly: true } ? ["build-only"] : null },
            { "entrypoint", service.Entrypoint is { } entrypoint ? [Interpolation.Literal(entrypoint)] : null },
            { "command", service.Arguments.Select(argument => Interpolation.Value(model, argument)) },
            { "environment", environment },
            { "volumes", Volumes(service) },
            { "ports", ports.Where(port => port.External).Select(port => $"{port.Host}:{port.Port}") },
            { "expose", ports.Where(port => !port.External).Select(port => port.Port) },
            { "restart", "unless-stopped" },
        };
    }

    /// <summary>The variable of the env file that names the image of a service which is not from a registry.</summary>
    public static string ImageVariable(Service service) => $"{Interpolation.EnvironmentName(service.Name)}_IMAGE";

    /// <summary>A path of the manifest, which compose would take as relative to its own file.</summary>
    private static string Located(string path) => Path.IsPathRooted(path) ? Interpolation.Literal(path) : $"{EnvVariable.SourceFolder}/{Interpolation.Literal(path)}";

    /// <summary>The Dockerfile, which compose takes as relative to the context; where that is outside of the manifest's folder, only the whole path leads back.</summary>
    private static string Dockerfile(ImageBuild build)
    {
        // Deeper than any path climbs.
        const string Folder = "manifest";
        const string Anywhere = $"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/{Folder}";
        var relative = Path.GetRelativePath(Path.Combine(Anywhere, build.Context), Path.Combine(Anywhere, build.Dockerfile));
        return Path.IsPathRooted(build.Dockerfile) || Path.IsPathRooted(build.Context) || relative.Split('/').Contains(Folder)
            ? Located(build.Dockerfile)
            : Interpolation.Literal(relative);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static YamlMap? Build(SystemModel model, Service service)
    {
        if (service.Build is not { } build)
        {
            return null;
        }

        var arguments = new YamlMap();
        foreach (var (name, value) in build.Arguments)
        {
            arguments.Add(name, Interpolation.Value(model, value));
        }

        return new()
        {
            { "context", Located(build.Context) },
            { "dockerfile", Dockerfile(build) },
            { "target", build.Stage is { } stage ? Interpolation.Literal(stage) : null },
            { "args", arguments },
        };
    }

    private static IEnumerable<YamlMap> Volumes(Service service)
    {
        foreach (var volume in service.Volumes)
        {
            yield return ComposeService.Mount("volume", volume.Volume, volume.Target, volume.ReadOnly);
        }

        foreach (var mount in service.BindMounts)
        {
            yield return ComposeService.Mount("bind", Located(mount.Source), mount.Target, mount.ReadOnly);
        }
    }
}
