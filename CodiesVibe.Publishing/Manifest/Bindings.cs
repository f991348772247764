using System.Text.Json;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>The ports of a resource.</summary>
internal static class Bindings
{
    // A project says no port where the platform may choose; the .NET images listen on the first of these.
    private const int ProjectHttp = 8080;
    private const int ProjectHttps = 8443;

    /// <summary>The bindings, sorted by name.</summary>
    public static IReadOnlyList<Binding> Of(ManifestResource resource) =>
        resource.Child("bindings", JsonValueKind.Object) is { } bindings
            ? [.. bindings.EnumerateObject().Select(item => Of(resource, item.Name, item.Value)).OrderBy(binding => binding.Name, StringComparer.Ordinal)]
            : [];

    private static Binding Of(ManifestResource resource, string name, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw resource.Fault($"has a binding '{name}' that is not an object");
        }

        var scheme = resource.TextOf(json, "scheme") ?? throw resource.Fault($"has a binding '{name}' without a scheme");
        if (!Uri.CheckSchemeName(scheme))
        {
            throw resource.Fault($"has a binding '{name}' whose scheme '{scheme}' is not valid");
        }

        var port = resource.PortOf(json, "targetPort") ?? (resource.Type.StartsWith("project.", StringComparison.Ordinal)
            ? scheme == "https" ? ProjectHttps : ProjectHttp
            : resource.PortOf(json, "port") ?? throw resource.Fault($"has a binding '{name}' without a target port"));
        var protocol = resource.TextOf(json, "protocol") ?? "tcp";
        return protocol is "tcp" or "udp"
            ? new(name, scheme, port, resource.FlagOf(json, "external")) { HostPort = resource.PortOf(json, "port") ?? port, Udp = protocol == "udp" }
            : throw resource.Fault($"has a binding '{name}' whose protocol is '{protocol}' instead of tcp or udp");
    }
}
