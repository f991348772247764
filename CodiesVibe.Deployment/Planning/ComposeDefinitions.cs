using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Deployment.State;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Deployment.Planning;

/// <summary>The services of a compose file with their settings, to see what compose would create anew.</summary>
internal sealed partial class ComposeDefinitions
{
    /// <summary>These change with each release, and only those services that are replaced have to follow.</summary>
    private static readonly string[] s_ofRelease = ["VERSION", "BACKEND_IMAGE", "FRONTEND_IMAGE"];

    private readonly Dictionary<string, YamlNode> _services;
    private readonly EnvFile _env;

    /// <param name="yaml">The file; empty for one without services.</param>
    /// <param name="env">The settings.</param>
    public ComposeDefinitions(string yaml, EnvFile env)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var services = stream.Documents is [var document, ..] ? (YamlMappingNode)((YamlMappingNode)document.RootNode)["services"] : [];
        _services = services.Children.ToDictionary(service => ((YamlScalarNode)service.Key).Value!, service => service.Value, StringComparer.Ordinal);
        _env = env;
    }

    /// <summary>The keys of the services.</summary>
    public IReadOnlyCollection<string> Keys => _services.Keys;

    /// <summary>The image of a service, as the file states it.</summary>
    public string? ImageOf(string key) => _services.GetValueOrDefault(key) is YamlMappingNode service && service.Children.TryGetValue("image", out var image) ? ((YamlScalarNode)image).Value : null;

    /// <summary>What a service starts in place of its image's program, word by word; empty where the file does not say.</summary>
    public IReadOnlyList<string> EntrypointOf(string key) => _services.GetValueOrDefault(key) is YamlMappingNode service && service.Children.TryGetValue("entrypoint", out var entrypoint) && entrypoint is YamlSequenceNode words
        ? [.. words.Children.OfType<YamlScalarNode>().Select(word => word.Value!)]
        : [];

    /// <summary>Whether the service starts only when its profile is named.</summary>
    public bool IsOptional(string key) => _services.GetValueOrDefault(key) is YamlMappingNode service && service.Children.ContainsKey("profiles");

    /// <summary>The memory that a service may use, in MiB; 0 where the file sets no limit.</summary>
    public int MemoryOf(string key) =>
        _services.GetValueOrDefault(key) is YamlMappingNode service && service.Children.TryGetValue("mem_limit", out var limit) ? int.Parse(((YamlScalarNode)limit).Value!.TrimEnd('m'), CultureInfo.InvariantCulture) : 0;

    /// <summary>The TCP ports of the server that a service publishes, each with its address.</summary>
    /// <exception cref="DeploymentException">The env file has another text where a port should be.</exception>
    public IEnumerable<(string Address, int Port)> PublishedPorts(string key) =>
        _services.GetValueOrDefault(key) is YamlMappingNode service && service.Children.TryGetValue("ports", out var ports) && ports is YamlSequenceNode list
            ? list.Children.OfType<YamlScalarNode>().Select(port => _env.Resolve(port.Value!)).Where(port => !port.EndsWith("/udp", StringComparison.Ordinal)).Select(port => port.Split(':'))
                .Where(parts => parts.Length == 3).Select(parts => (parts[0], ParsePort(key, parts[1])))
            : [];

    /// <summary>Why a service is not what it was; null where it is.</summary>
    /// <param name="key">The service.</param>
    /// <param name="before">The file that it was created from.</param>
    public string? WhyChanged(string key, ComposeDefinitions before)
    {
        if (_services.GetValueOrDefault(key) is not YamlMappingNode now || before._services.GetValueOrDefault(key) is not YamlMappingNode then)
        {
            return before._services.ContainsKey(key) ? null : "it is new";
        }

        var parts = now.Children.Keys.Union(then.Children.Keys).Cast<YamlScalarNode>()
            .Where(part => !Equals(Part(now, part), Part(then, part))).Select(part => part.Value!).Order(StringComparer.Ordinal).ToList();
        if (parts.Count > 0)
        {
            return parts.Contains("image") ? $"image {then["image"]} -> {now["image"]}" : $"{string.Join(", ", parts)} changed";
        }

        var settings = References(now).Where(name => !s_ofRelease.Contains(name) && _env[name] != before._env[name]).ToList();
        return settings.Count > 0 ? $"{string.Join(", ", settings)} changed in the env file" : null;
    }

    private static int ParsePort(string key, string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
        ? port
        : throw new DeploymentException($"'{text}' is not a valid port (1-65535) for {key}. Correct the setting PORT_... of the env file.");

    private static YamlNode? Part(YamlMappingNode service, YamlNode name) => service.Children.TryGetValue(name, out var part) ? part : null;

    private static IEnumerable<string> References(YamlMappingNode service) => service.AllNodes.OfType<YamlScalarNode>()
        .SelectMany(node => Reference.Matches(node.Value ?? "")).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\$\{([A-Z_][A-Z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Reference { get; }
}
