using System.Globalization;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Compose;

/// <summary>The one compose file of a model that states nothing about production: what its manifest says and no more.</summary>
internal static class PlainCompose
{
    /// <exception cref="PublishingException">A value is none for compose.</exception>
    public static GeneratedFile Render(SystemModel model)
    {
        var services = new YamlMap(Spaced: true);
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
            YamlWriter.Write("Made by `aspire publish`: change the model, not this file.", new YamlMap { { "services", services }, { "volumes", volumes } }));
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
        var imageVariable = Interpolation.EnvironmentName(service.Name) + "_IMAGE";
        return new()
        {
            { "image", service.Image is { } image ? Interpolation.Literal(image) : Interpolation.Required(imageVariable, $"set {imageVariable} in .env") },
            { "build", Build(model, service) },
            { "entrypoint", service.Entrypoint is { } entrypoint ? new YamlFlow([Interpolation.Literal(entrypoint)]) : null },
            { "command", new YamlFlow([.. service.Arguments.Select(argument => Interpolation.Value(model, argument))]) },
            { "environment", environment },
            { "volumes", new YamlList([.. Volumes(service)]) },
            { "ports", YamlList.Of(ports.Where(port => port.External).Select(port => $"{port.Host}:{port.Port}")) },
            { "expose", YamlList.Of(ports.Where(port => !port.External).Select(port => port.Port)) },
            { "restart", "unless-stopped" },
        };
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

        return new() { { "context", Interpolation.Literal(build.Context) }, { "dockerfile", Interpolation.Literal(build.Dockerfile) }, { "args", arguments } };
    }

    private static IEnumerable<YamlNode> Volumes(Service service)
    {
        foreach (var volume in service.Volumes)
        {
            yield return ComposeService.Mount("volume", volume.Volume, volume.Target, volume.ReadOnly);
        }

        foreach (var mount in service.BindMounts)
        {
            yield return ComposeService.Mount("bind", Interpolation.Literal(mount.Source), mount.Target, mount.ReadOnly);
        }
    }
}
