using CodiesVibe.Deployment.State;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Deployment.Planning;

/// <summary>The networks of a compose file, and which services are on them.</summary>
internal sealed class ComposeNetworks
{
    private readonly Dictionary<string, Dictionary<string, IReadOnlyList<string>>> _services = new(StringComparer.Ordinal);

    /// <param name="yaml">The file; empty for one without services.</param>
    /// <param name="env">The settings.</param>
    public ComposeNetworks(string yaml, EnvFile env)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }, ..])
        {
            return;
        }

        All = [.. Map(root, "networks").Select(network => Read(network.Key, network.Value, env))];
        foreach (var (key, service) in Map(root, "services"))
        {
            _services[key] = Memberships(service).ToDictionary(member => All.Single(network => network.Key == member.Network).Name, member => (IReadOnlyList<string>)[key, .. member.Aliases], StringComparer.Ordinal);
        }
    }

    /// <summary>The networks of the file.</summary>
    public IReadOnlyList<ComposeNetwork> All { get; } = [];

    /// <summary>The networks of a service by their names in the engine, with the names that others reach it by there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string key) => _services.GetValueOrDefault(key) ?? [];

    private static ComposeNetwork Read(string key, YamlNode node, EnvFile env) => new(
        key,
        Scalar(node, "name") is { } name ? env.Resolve(name) : key,
        Scalar(node, "driver") ?? "bridge",
        Scalar(node, "internal") == "true");

    private static IEnumerable<(string Network, IEnumerable<string> Aliases)> Memberships(YamlNode service) =>
        service is not YamlMappingNode mapping || !mapping.Children.TryGetValue("networks", out var networks) ? [] : networks switch
        {
            YamlSequenceNode list => list.OfType<YamlScalarNode>().Select(network => (network.Value!, Enumerable.Empty<string>())),
            YamlMappingNode map => map.Children.Select(network => (((YamlScalarNode)network.Key).Value!, Aliases(network.Value))),
            _ => [],
        };

    private static IEnumerable<string> Aliases(YamlNode network) => network is YamlMappingNode mapping && mapping.Children.TryGetValue("aliases", out var aliases) && aliases is YamlSequenceNode list
        ? list.OfType<YamlScalarNode>().Select(alias => alias.Value!)
        : [];

    private static string? Scalar(YamlNode node, string name) => node is YamlMappingNode mapping && mapping.Children.TryGetValue(name, out var value) ? ((YamlScalarNode)value).Value : null;

    private static IEnumerable<(string Key, YamlNode Value)> Map(YamlMappingNode root, string section) =>
        root.Children.TryGetValue(section, out var node) && node is YamlMappingNode map ? map.Children.Select(entry => (((YamlScalarNode)entry.Key).Value!, entry.Value)) : [];
}

/// <summary>A network of a compose file.</summary>
/// <param name="Key">Its key in the file.</param>
/// <param name="Name">Its name in the engine.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="IsInternal">Whether no way leads out of it.</param>
internal sealed record ComposeNetwork(string Key, string Name, string Driver, bool IsInternal);
