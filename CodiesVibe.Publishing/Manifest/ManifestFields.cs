using System.Text.Json;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>
/// The fields of Aspire's manifest that are translated, by the schema that Aspire publishes. Any other one is refused by its name, since what
/// it says would be lost without a word.
/// </summary>
internal static class ManifestFields
{
    private static readonly string[] s_container = ["type", "image", "entrypoint", "args", "connectionString", "env", "bindings", "bindMounts", "volumes"];

    private static readonly Dictionary<string, string[]> s_ofType = new()
    {
        ["container.v0"] = s_container,
        ["container.v1"] = [.. s_container, "build"],
        ["project.v0"] = ["type", "path", "args", "env", "bindings"],
        ["value.v0"] = ["type", "value", "connectionString"],
        ["parameter.v0"] = ["type", "value", "connectionString", "inputs"],
        ["annotated.string"] = ["type", "value", "filter"],
    };

    /// <exception cref="PublishingException">There is a field that is not translated.</exception>
    public static void Check(ManifestResource resource)
    {
        if (!s_ofType.TryGetValue(resource.Type, out var fields))
        {
            return;
        }

        resource.RefuseOthers(null, "", fields);
        // "transport" says how a binding is spoken, not where.
        CheckEach(resource, "bindings", "scheme", "protocol", "transport", "port", "targetPort", "external");
        CheckEach(resource, "volumes", "name", "target", "readOnly");
        CheckEach(resource, "bindMounts", "source", "target", "readOnly");
        if (resource.Child("build", JsonValueKind.Object) is { } build)
        {
            resource.RefuseOthers(build, "build", "context", "dockerfile", "stage", "buildOnly", "args");
        }

        CheckEach(resource, "inputs", "type", "secret", "default");
    }

    private static void CheckEach(ManifestResource resource, string property, params string[] fields)
    {
        foreach (var item in resource.ObjectsIn(property))
        {
            resource.RefuseOthers(item, property, fields);
        }
    }
}
