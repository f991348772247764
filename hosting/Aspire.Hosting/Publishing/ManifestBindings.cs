using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the endpoints of resources; those that leave their own port open get one each, projects excepted.</summary>
internal sealed class ManifestBindings(Utf8JsonWriter json)
{
    private int nextTargetPort = 8000;

    public void Write(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            Write(endpoint, endpoint.TargetPort ?? (resource is ProjectResource ? null : nextTargetPort++));
        }

        json.WriteEndObject();
    }

    private void Write(EndpointAnnotation endpoint, int? targetPort)
    {
        json.WriteStartObject(endpoint.Name);
        json.WriteString("scheme", endpoint.UriScheme);
        json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        json.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port && port != targetPort)
        {
            json.WriteNumber("port", port);
        }

        if (targetPort is { } target)
        {
            json.WriteNumber("targetPort", target);
        }

        if (endpoint.IsExternal)
        {
            json.WriteBoolean("external", true);
        }

        json.WriteEndObject();
    }
}
