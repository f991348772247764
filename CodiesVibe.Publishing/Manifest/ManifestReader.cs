using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>Reads <c>aspire-manifest.json</c>, the one input of everything that is published.</summary>
public static class ManifestReader
{
    /// <param name="path">The manifest.</param>
    /// <exception cref="PublishingException">The file cannot be read or is not a manifest that this version can translate.</exception>
    public static SystemModel Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PublishingException($"The manifest cannot be read: {error.Message} Generate it first with 'dotnet aspire do publish-manifest'.");
        }
    }

    /// <summary>As <see cref="Read"/>, from memory.</summary>
    /// <exception cref="PublishingException">It is not a manifest that this version can translate.</exception>
    public static SystemModel Parse(ReadOnlyMemory<byte> utf8)
    {
        var document = ManifestDocument.Parse(utf8);
        var production = FindFacts(document);
        var facts = production?.As<ProductionFacts>(ProductionFacts.Json);
        if (facts is not null)
        {
            FactCheck.Run(facts);
        }

        LostConditions.Refuse(document);
        var references = new References(document);
        var omissions = new List<Omission>();
        var services = new List<Service>();
        foreach (var resource in document.Resources.Values.OrderBy(resource => resource.Name, StringComparer.Ordinal))
        {
            var kind = ResourceKinds.Of(resource);
            ManifestFields.Check(resource);
            switch (kind)
            {
                case ResourceKind.Service:
                    resource.CheckHostName();
                    services.Add(ServiceReader.Read(resource, facts?.Services.GetValueOrDefault(resource.Name), references));
                    break;
                case ResourceKind.Value:
                    // Also where nobody refers to it, a broken value is an error.
                    foreach (var property in (string[])["value", "connectionString"])
                    {
                        _ = resource.Text(property) is { } value ? references.Resolve(resource, value) : null;
                    }

                    break;
                case ResourceKind.Program:
                    omissions.Add(new(resource.Name, "It is a program of the developer's machine, without an image."));
                    break;
                case ResourceKind.Foreign:
                    omissions.Add(new(resource.Name, $"Its type {resource.Type} holds facts for other tools."));
                    break;
            }
        }

        var parts = services.SelectMany(Texts).SelectMany(text => text.Parts).ToHashSet();
        var secrets = parts.OfType<SecretPart>().Select(part => part.Secret).ToHashSet(StringComparer.Ordinal);
        var model = new SystemModel(
            facts?.System ?? "application",
            [.. (facts?.Networks ?? []).Select(network => new Network(network.Key, network.Value.Internal))],
            services,
            [.. references.Secrets.Where(secret => secrets.Contains(secret.Name))],
            [.. references.Variables.Where(variable => parts.Contains(new VariablePart(variable.Name)))])
        {
            HasFacts = facts is not null,
            Volumes = VolumesOf(services, facts),
            Omissions = omissions,
            Proxies = facts?.Proxies,
        };
        ModelCheck.Run(model, production, facts);
        return model;
    }

    private static ManifestResource? FindFacts(ManifestDocument document)
    {
        var all = document.Resources.Values.Where(resource => resource.Type == ProductionFacts.ResourceType).ToArray();
        return all.Length < 2 ? all.SingleOrDefault() : throw all[1].Fault($"defines the facts of production, which '{all[0].Name}' already defines");
    }

    private static Volume[] VolumesOf(IEnumerable<Service> services, ProductionFacts? facts) =>
    [
        .. services.SelectMany(service => service.Volumes).Select(mount => mount.Volume).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new Volume(name, facts?.MemoryVolumes.GetValueOrDefault(name))),
    ];

    private static IEnumerable<Text> Texts(Service service) =>
        service.Environment.Concat(service.SecretFiles).Concat(service.Build?.Arguments ?? []).Select(pair => pair.Value).Concat(service.Arguments);
}
