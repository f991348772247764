using System.Text;
using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;

namespace CodiesVibe.Tests.Publishing.Manifest;

/// <summary>
/// Each field that Aspire's schema allows (src/Schema/aspire-8.0.json of the Aspire repository, commit 16aa79610dbda53815d81162aadfdd78a4c242dc)
/// is seen in what is published, or is refused by its name.
/// </summary>
public sealed class ManifestFieldTests
{
    private const string Bindings = """{ "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 4321 } }""";

    [Theory]
    [InlineData("container.v0", "entrypoint", "\"marker\"")]
    [InlineData("container.v0", "args", "[\"marker\"]")]
    [InlineData("container.v0", "env", "{ \"A\": \"marker\" }")]
    [InlineData("container.v0", "bindings", """{ "marker": { "scheme": "http", "protocol": "udp", "targetPort": 4321, "port": 1234, "external": true } }""", "1234:4321/udp")]
    [InlineData("container.v0", "bindMounts", """[{ "source": "marker", "target": "/a", "readOnly": true }]""", "source: \"${CODIESVIBE_SOURCE:?set CODIESVIBE_SOURCE in .env to the directory of the source code that this file runs}/marker\"")]
    [InlineData("container.v0", "volumes", """[{ "name": "marker", "target": "/a", "readOnly": true }]""")]
    [InlineData("container.v1", "args", "[\"marker\"]")]
    [InlineData("project.v0", "args", "[\"marker\"]")]
    [InlineData("project.v0", "env", "{ \"A\": \"marker\" }")]
    [InlineData("project.v0", "bindings", Bindings, "4321")]
    public void A_field_that_is_translated_is_seen(string type, string field, string json, string seen = "marker") =>
        Assert.Contains(seen, Publish(type, field, json), StringComparison.Ordinal);

    [Theory]
    [InlineData("stage", "\"marker\"", "target: marker")]
    [InlineData("args", "{ \"A\": \"marker\" }", "A: marker")]
    [InlineData("buildOnly", "true", "profiles:\n      - build-only\n")]
    [InlineData("context", "\"../marker\"", "}/../marker\"")]
    [InlineData("dockerfile", "\"other/marker\"", "dockerfile: \"../other/marker\"")]
    public void A_field_of_a_build_is_seen(string field, string json, string seen)
    {
        var build = new JsonObject { ["context"] = "app", ["dockerfile"] = "app/Dockerfile", [field] = JsonNode.Parse(json) };
        Assert.Contains(seen, Publish("container.v1", "build", build.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("container.v0", "containerFiles", "{}", "'containerFiles'")]
    [InlineData("container.v0", "build", "{}", "'build'")]
    [InlineData("container.v1", "containerFiles", "{}", "'containerFiles'")]
    [InlineData("container.v1", "deployment", "{}", "'deployment'")]
    [InlineData("container.v1", "deployments", "{}", "'deployments'")]
    [InlineData("container.v1", "build", """{ "context": ".", "dockerfile": "Dockerfile", "secrets": {} }""", "'build.secrets'")]
    [InlineData("container.v2", "image", "\"a:1\"", "'container.v2'")]
    [InlineData("dockerfile.v0", "path", "\"a\"", "'dockerfile.v0'")]
    [InlineData("project.v0", "containerFiles", "{}", "'containerFiles'")]
    [InlineData("project.v1", "path", "\"a\"", "'project.v1'")]
    [InlineData("project.v2", "path", "\"a\"", "'project.v2'")]
    [InlineData("value.v0", "other", "\"a\"", "'other'")]
    [InlineData("annotated.string", "other", "\"a\"", "'other'")]
    [InlineData("parameter.v0", "inputs", """{ "value": { "type": "string", "other": 1 } }""", "'inputs.other'")]
    [InlineData("parameter.v0", "inputs", """{ "other": { "type": "string" } }""", "'value'")]
    [InlineData("parameter.v0", "inputs", """{ "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "upper": false } } } }""", "'upper: false'")]
    [InlineData("parameter.v0", "inputs", """{ "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "minSpecial": 1 } } } }""", "'minSpecial'")]
    [InlineData("parameter.v0", "inputs", """{ "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "other": 1 } } } }""", "'generate.other'")]
    [InlineData("container.v0", "bindings", """{ "http": { "scheme": "http", "targetPort": 1, "other": 1 } }""", "'bindings.other'")]
    [InlineData("container.v0", "volumes", """[{ "target": "/a", "other": 1 }]""", "'volumes.other'")]
    [InlineData("container.v0", "bindMounts", """[{ "source": "a", "target": "/a", "other": 1 }]""", "'bindMounts.other'")]
    [InlineData("dapr.v0", "dapr", "{}", "'dapr.v0'")]
    [InlineData("dapr.component.v0", "daprComponent", "{}", "'dapr.component.v0'")]
    [InlineData("azure.bicep.v0", "path", "\"a\"", "'azure.bicep.v0'")]
    [InlineData("azure.bicep.v1", "path", "\"a\"", "'azure.bicep.v1'")]
    [InlineData("aws.cloudformation.stack.v0", "stack-name", "\"a\"", "'aws.cloudformation.stack.v0'")]
    [InlineData("aws.cloudformation.template.v0", "stack-name", "\"a\"", "'aws.cloudformation.template.v0'")]
    public void A_field_that_is_not_translated_is_refused_by_its_name(string type, string field, string json, string name)
    {
        var error = Assert.Throws<PublishingException>(() => Publish(type, field, json)).Message;
        Assert.Contains("'subject'", error, StringComparison.Ordinal);
        Assert.Contains(name, error, StringComparison.Ordinal);
    }

    private static string Publish(string type, string field, string json)
    {
        var subject = new JsonObject { ["type"] = type, [field] = JsonNode.Parse(json) };
        foreach (var (required, value) in Required(type))
        {
            subject.TryAdd(required, JsonNode.Parse(value));
        }

        var manifest = new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["subject"] = subject,
                ["user"] = new JsonObject { ["type"] = "container.v0", ["image"] = "a:1", ["env"] = new JsonObject { ["A"] = type is "parameter.v0" ? "{subject.value}" : "a" } },
            },
        };
        return string.Concat(PublishedTree.Render(ManifestReader.Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString())))
            .Where(file => file.Path.EndsWith(".yml", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Content.Span)));
    }

    private static (string Field, string Json)[] Required(string type) => type switch
    {
        "container.v0" => [("image", "\"a:1\"")],
        "container.v1" => [("build", """{ "context": "app", "dockerfile": "app/Dockerfile" }""")],
        "project.v0" => [("path", "\"a/a.csproj\"")],
        "value.v0" => [("connectionString", "\"a\"")],
        "annotated.string" => [("value", "\"a\""), ("filter", "\"uri\"")],
        "parameter.v0" => [("value", "\"{subject.inputs.value}\"")],
        _ => [],
    };
}
