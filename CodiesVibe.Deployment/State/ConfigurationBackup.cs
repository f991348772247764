using CodiesVibe.Deployment.Configuration;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Deployment.State;

/// <summary>What runs now as one compose file: the edge and the slots that serve, with images by digest. Settings and secrets stay references, so it holds none.</summary>
internal static class ConfigurationBackup
{
    /// <param name="state">The server, which has a confirmed release.</param>
    public static string Of(ServerState state)
    {
        var (production, staging) = (Root(state.ComposeFiles["docker-compose.production.yml"]), Root(state.ComposeFiles["docker-compose.staging.yml"]));
        var all = Services(production).Concat(Services(staging)).ToDictionary(service => ((YamlScalarNode)service.Key).Value!, service => (YamlMappingNode)service.Value, StringComparer.Ordinal);
        foreach (var service in ApplicationServices.All)
        {
            all.Remove(state.IdleKey(service));
            all[state.ActiveKey(service)].Children["image"] = new YamlScalarNode(state.CurrentRelease!.Images[service]);
        }

        // The edge waits for the slots that serve.
        foreach (var waits in all.Values.Select(WaitsOf).OfType<YamlMappingNode>())
        {
            foreach (var service in ApplicationServices.All)
            {
                if (waits.Children.Remove(state.IdleKey(service), out var condition))
                {
                    waits.Children[state.ActiveKey(service)] = condition;
                }
            }
        }

        // A gate is there for the services that wait for it; its image is theirs.
        foreach (var gate in all.Keys.Where(name => name.StartsWith("wait-for-infra", StringComparison.Ordinal)).ToList())
        {
            if (all.Values.Any(service => WaitsOf(service)?.Children.ContainsKey(gate) == true))
            {
                all[gate].Children["image"] = new YamlScalarNode(state.CurrentRelease!.Images["backend"]);
            }
            else
            {
                all.Remove(gate);
            }
        }

        production.Children["services"] = new YamlMappingNode(all.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => new KeyValuePair<YamlNode, YamlNode>(service.Key, service.Value)));
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(production)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static YamlMappingNode Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Services(YamlMappingNode file) => ((YamlMappingNode)file["services"]).Children;

    private static YamlMappingNode? WaitsOf(YamlMappingNode service) => service.Children.TryGetValue("depends_on", out var waits) ? waits as YamlMappingNode : null;
}
