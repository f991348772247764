using System.Globalization;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Secrets;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Compose;

/// <summary>One service of a compose file.</summary>
/// <param name="file">The file.</param>
/// <param name="model">The system.</param>
/// <param name="configuration">The files that services mount.</param>
internal sealed class ComposeService(ComposeFile file, SystemModel model, IReadOnlyList<GeneratedFile> configuration)
{
    /// <summary>Services that others wait for to end: started again, they would never have ended.</summary>
    private readonly HashSet<string> _ending = [.. model.Services.SelectMany(service => service.Facts.Waits).Where(wait => wait.Until == WaitUntil.Completed).Select(wait => wait.For)];

    /// <summary>The node below the service's key.</summary>
    public YamlMap Render(PlacedService place)
    {
        var service = place.Service;
        var facts = service.Facts;
        return new YamlMap
        {
            { "image", Image(place) },
            { "build", place.Stage is { } stage ? Build(facts.Build!, stage) : null },
            // A fixed name would allow one container only, and a slot may have several.
            { "container_name", facts.Tier == Tier.Application ? null : EnvVariable.Named(place.Key) },
            { "profiles", facts.Profile is { } profile ? [profile] : null },
            { "entrypoint", Entrypoint(place).Select(Interpolation.Literal) },
            { "command", Command(place) },
            { "environment", Environment(place) },
            { "secrets", SecretUse.Of(service).Select(use => new YamlMap { { "source", use.File }, { "target", use.Target } }) },
            { "volumes", Volumes(place) },
            { "networks", Networks(place) },
            { "ports", place.Ports.Select(Port) },
            { "expose", service.Bindings.Select(binding => (binding.Port, binding.Udp)).Distinct().Order()
                .Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Port}{(port.Udp ? "/udp" : "")}")) },
            { "depends_on", DependsOn(place.DependsOn) },
            { "healthcheck", Healthcheck(place) },
            { "restart", place.IsGate || _ending.Contains(service.Name) ? "no" : "unless-stopped" },
            { "stop_grace_period", facts.StopGrace ?? "10s" },
            { place.IsDeveloped ? new() : Hardening.Of(facts) },
            { "logging", new YamlMap { { "driver", "json-file" }, { "options", new YamlMap { { "max-size", "10m" }, { "max-file", "3" } } } } },
            { "labels", Labels(place) },
        };
    }

    private string Image(PlacedService place)
    {
        var service = place.Service;
        if (place.Stage is { } stage)
        {
            return $"{model.Name}-{service.Name}:{stage}";
        }

        return service.Facts.Build is { } build
            ? Interpolation.Required(build.Variable, $"set {build.Variable} in .env")
            : Interpolation.Literal(service.Image!);
    }

    private static YamlMap Build(BuildFacts build, string stage) => new()
    {
        { "context", EnvVariable.SourceFolder },
        { "dockerfile", build.Dockerfile },
        { "target", stage },
    };

    private static IReadOnlyList<string> Entrypoint(PlacedService place) =>
        place.IsGate ? place.Service.Facts.Gate!
        : place.Service.Entrypoint is { } entrypoint ? [entrypoint]
        : [];

    private IEnumerable<string> Command(PlacedService place) =>
        place.IsGate ? [] : place.Service.Arguments.Select(argument => Interpolation.Value(model, argument));

    private YamlMap Environment(PlacedService place)
    {
        var service = place.Service;
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in service.Environment)
        {
            if (!value.IsSecret || service.Facts.Secrets == SecretStyle.Variable)
            {
                values[name] = Interpolation.Value(model, value);
            }
            else if (SecretUse.FileVariable(service, name, value) is { } file)
            {
                values[file.Key] = file.Value;
            }
        }

        if (place.IsGate)
        {
            values["WAIT_FOR"] = Interpolation.Optional("WAIT_FOR", string.Join(',', place.GateFor));
            values["WAIT_FOR_INFRA"] = Interpolation.Optional("WAIT_FOR_INFRA", "120");
        }

        var map = new YamlMap();
        foreach (var (name, value) in values)
        {
            map.Add(name, value);
        }

        return map;
    }

    private static IEnumerable<YamlMap> Volumes(PlacedService place)
    {
        var service = place.Service;
        foreach (var volume in service.Volumes)
        {
            yield return Mount("volume", volume.Volume, volume.Target, volume.ReadOnly);
        }

        foreach (var mount in service.Facts.Mounts)
        {
            yield return Mount("bind", ServerDirectory.Locate(mount.Source), mount.Target, readOnly: true);
        }

        foreach (var mount in service.Facts.HostMounts.Select(mount => mount.Split(':')))
        {
            yield return Mount("bind", Interpolation.Literal(mount[0]), mount[1], readOnly: true);
        }

        foreach (var source in place.IsDeveloped ? service.Facts.Development?.Sources ?? [] : [])
        {
            yield return Mount("bind", $"{EnvVariable.SourceFolder}/{source}", $"/src/{source}", readOnly: false);
        }
    }

    /// <summary>The long form: it never makes a directory that is missing, and no colon in a name can turn it into something else.</summary>
    public static YamlMap Mount(string type, string source, string target, bool readOnly) => new()
    {
        { "type", type },
        { "source", source },
        { "target", Interpolation.Literal(target) },
        { "read_only", readOnly ? true : null },
    };

    private static object Networks(PlacedService place)
    {
        if (place.Aliases.Count == 0)
        {
            return place.Service.Facts.Networks;
        }

        var networks = new YamlMap();
        foreach (var network in place.Service.Facts.Networks)
        {
            networks.Add(network, new YamlMap { { "aliases", place.Aliases } });
        }

        return networks;
    }

    /// <summary>IPv4 alone: to the networks, which have no IPv6, the engine would hand on each IPv6 visitor under its own address, so all of them would be one.</summary>
    private string Port(PublishedPort port)
    {
        var host = port.Host.ToString(CultureInfo.InvariantCulture);
        // In development the page names its own port, which therefore stays.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(port.Everywhere ? "0.0.0.0" : "127.0.0.1")}:{(file.FromSources ? host : Interpolation.Optional(EnvVariable.PortVariable(port.Host), host))}:{port.Container}{(port.Udp ? "/udp" : "")}");
    }

    private static YamlMap DependsOn(IReadOnlyList<WaitFacts> waits)
    {
        var edges = new YamlMap();
        foreach (var wait in waits)
        {
            edges.Add(wait.For, new YamlMap
            {
                {
                    "condition",
                    wait.Until switch
                    {
                        WaitUntil.Healthy => "service_healthy",
                        WaitUntil.Completed => "service_completed_successfully",
                        _ => "service_started",
                    }
                },
            });
        }

        return edges;
    }

    /// <summary>The document's times, by variables, so that a run of tests need not wait for them.</summary>
    private static YamlMap? Healthcheck(PlacedService place)
    {
        if (place.IsGate)
        {
            // The image brings a check of the server that does not run here.
            return new() { { "disable", true } };
        }

        return place.Service.Facts.Probe is { } probe
            ? new()
            {
                { "test", probe.Test.Select(Interpolation.Literal) },
                { "interval", Seconds("HEALTH_INTERVAL", probe.Interval) },
                { "timeout", Seconds("HEALTH_TIMEOUT", probe.Timeout) },
                { "retries", Interpolation.Optional("HEALTH_RETRIES", probe.Retries.ToString(CultureInfo.InvariantCulture)) },
                { "start_period", Seconds("HEALTH_START_PERIOD", probe.StartPeriod) },
            }
            : null;
    }

    private static string Seconds(string variable, int seconds) => Interpolation.Optional(variable, string.Create(CultureInfo.InvariantCulture, $"{seconds}s"));

    private YamlMap Labels(PlacedService place) => new()
    {
        // The edge takes a changed configuration without being recreated.
        { "codiesvibe.configuration", place.Service.Facts.Tier != Tier.Edge && ConfigurationHash.Of(place.Service.Facts.Mounts, configuration) is { } hash ? hash : null },
        { "codiesvibe.environment", Interpolation.Required("CODIESVIBE_ENVIRONMENT", "set CODIESVIBE_ENVIRONMENT in .env") },
        { "codiesvibe.version", place.Service.Facts.Build is not null ? Interpolation.Optional("VERSION", "unknown") : null },
    };
}
