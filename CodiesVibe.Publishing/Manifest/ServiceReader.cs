using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>Reads a resource that becomes a service.</summary>
internal static partial class ServiceReader
{
    // A key of YAML ends after 1,024 characters.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }

    [GeneratedRegex(@"^(?=.{1,400}\z)[a-z0-9]+([._/:-]+[A-Za-z0-9]+)*(@sha256:[0-9a-f]{64})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImageName { get; }

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeName { get; }

    public static Service Read(ManifestResource resource, ServiceFacts? facts, References references)
    {
        var bindings = Bindings.Of(resource);
        var replaced = facts?.Command is not null;
        return new()
        {
            Name = resource.Name,
            Image = Image(resource, facts),
            Entrypoint = replaced ? null : resource.Text("entrypoint"),
            Arguments = [.. (facts?.Command ?? resource.Texts("args")).Select(value => references.Resolve(resource, value))],
            Environment = Environment(resource, facts, references),
            SecretFiles = [.. (facts?.SecretFiles ?? []).Select(file => KeyValuePair.Create(file.Key, references.Resolve(resource, file.Value)))],
            Bindings = bindings,
            Volumes = Volumes(resource),
            BindMounts = BindMounts(resource),
            Build = Build(resource, references),
            Facts = WithExternal(facts ?? new(), bindings),
        };
    }

    private static string? Image(ManifestResource resource, ServiceFacts? facts) => resource.Text("image") switch
    {
        null when resource.Type == "container.v0" => throw resource.Fault("has no image"),
        null => null,
        { } image when !ImageName.IsMatch(image) => throw resource.Fault($"has the image '{image}', which is not a valid image name"),
        { } image => facts?.Digest is { } digest && !image.Contains('@') ? $"{image}@{digest}" : image,
    };

    private static KeyValuePair<string, Text>[] Environment(ManifestResource resource, ServiceFacts? facts, References references)
    {
        var variables = new SortedDictionary<string, Text>(StringComparer.Ordinal);
        foreach (var (name, value) in resource.TextsByName("env").Concat(facts?.Environment ?? []))
        {
            variables[VariableName.IsMatch(name) ? name : throw resource.Fault($"has the environment variable '{name}', which is not a valid variable name")] = references.Resolve(resource, value);
        }

        return [.. variables];
    }

    private static VolumeMount[] Volumes(ManifestResource resource) =>
    [
        .. Mounts(resource, "volumes").Select((volume, index) =>
        {
            var given = resource.TextOf(volume, "name");
            var name = given ?? string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-volume-{index}");
            return VolumeName.IsMatch(name)
                ? new VolumeMount(name, Target(resource, volume), resource.FlagOf(volume, "readOnly")) { IsUnnamed = given is null }
                : throw resource.Fault($"has the volume '{name}', which is not a valid volume name");
        }),
    ];

    private static BindMount[] BindMounts(ManifestResource resource) =>
    [
        .. Mounts(resource, "bindMounts").Select(mount => new BindMount(
            resource.TextOf(mount, "source") is { Length: > 0 } source ? source : throw resource.Fault("has a bind mount without a source"),
            Target(resource, mount),
            resource.FlagOf(mount, "readOnly"))),
    ];

    private static IEnumerable<JsonElement> Mounts(ManifestResource resource, string property) => resource.Child(property, JsonValueKind.Array) is { } list
        ? list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item : throw resource.Fault($"has a value that is not an object in '{property}'"))
        : [];

    private static string Target(ManifestResource resource, JsonElement mount) =>
        resource.TextOf(mount, "target") is { } target && target.StartsWith('/') && !target.Contains(':')
            ? target
            : throw resource.Fault("has a mount whose target is not an absolute path without a colon");

    private static ImageBuild? Build(ManifestResource resource, References references)
    {
        if (resource.Child("build", JsonValueKind.Object) is not { } build)
        {
            return resource.Type == "container.v1" ? throw resource.Fault("has no 'build'") : null;
        }

        var arguments = resource.ChildOf(build, "args", JsonValueKind.Object) is { } map
            ? resource.TextsByName(map, "args").Select(item => KeyValuePair.Create(item.Key, references.Resolve(resource, item.Value)))
            : [];
        return new(
            resource.TextOf(build, "context") ?? throw resource.Fault("has a 'build' without a context"),
            resource.TextOf(build, "dockerfile") ?? throw resource.Fault("has a 'build' without a Dockerfile"),
            [.. arguments])
        {
            Stage = resource.TextOf(build, "stage"),
            IsBuildOnly = resource.FlagOf(build, "buildOnly"),
        };
    }

    /// <summary>What Aspire calls external is open to the world.</summary>
    private static ServiceFacts WithExternal(ServiceFacts facts, IEnumerable<Binding> bindings) => facts with
    {
        // Two bindings may name one port.
        Published = [.. bindings.Where(binding => binding.External).Select(binding => new PublishedPort(binding.HostPort, binding.Port, Everywhere: true) { Udp = binding.Udp }).Distinct(), .. facts.Published],
    };
}
