using CodiesVibe.Deployment.State;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Deployment.Planning;

/// <summary>What a compose file calls its networks or volumes in the engine.</summary>
internal static class ComposeNames
{
    /// <param name="yaml">The file.</param>
    /// <param name="section"><c>networks</c> or <c>volumes</c>.</param>
    /// <param name="env">The settings.</param>
    public static IEnumerable<string> Of(string yaml, string section, EnvFile env)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] && root.Children.TryGetValue(section, out var entries) && entries is YamlMappingNode map
            ? map.Children.Select(entry => entry.Value is YamlMappingNode value && value.Children.TryGetValue("name", out var name) ? env.Resolve(((YamlScalarNode)name).Value!) : ((YamlScalarNode)entry.Key).Value!)
            : [];
    }
}
