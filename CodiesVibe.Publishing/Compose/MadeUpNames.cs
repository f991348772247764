using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.Publishing.Compose;

/// <summary>
/// Publishing makes up names: of slots, gates, unnamed volumes, secret files and variables. Where one is a name of the model, or two of them
/// are one, the second would silently replace the first.
/// </summary>
internal static class MadeUpNames
{
    /// <exception cref="PublishingException">A name stands for two things.</exception>
    public static void Check(SystemModel model)
    {
        Refuse("name", Services(model));
        Refuse("volume", Volumes(model));
        Refuse("variable of the env file", Variables(model));
        if (model.HasFacts)
        {
            Refuse("secret file", SecretFileNames(model));
        }
    }

    private static void Refuse(string kind, IEnumerable<(string Name, string Owner)> names)
    {
        if (names.Distinct().GroupBy(name => name.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(uses => uses.Count() > 1) is { } taken)
        {
            throw new PublishingException($"The {kind} '{taken.Key}' stands for {string.Join(" and for ", taken.Select(use => use.Owner))}. Rename the resource in the app host.");
        }
    }

    /// <summary>Containers and names on the networks: all files share one project.</summary>
    private static IEnumerable<(string, string)> Services(SystemModel model)
    {
        foreach (var service in model.Services)
        {
            yield return (service.Name, $"the service '{service.Name}'");
            foreach (var slot in (Slot[])(model.HasFacts && service.Facts.Tier == Tier.Application ? [Slot.Blue, Slot.Green] : []))
            {
                yield return (slot.AliasOf(service.Name), $"the {slot.Colour} slot of '{service.Name}'");
            }
        }

        if (model.HasFacts && model.Services.Any(service => Waits.GateTargets(model, service).Any()))
        {
            yield return (Slot.Blue.KeyOf(Placement.Gate), "the gate of the blue slots");
            yield return (Slot.Green.KeyOf(Placement.Gate), "the gate of the green slots");
        }
    }

    private static IEnumerable<(string, string)> Volumes(SystemModel model) =>
        from service in model.Services
        from volume in service.Volumes
        select (volume.Volume, volume.IsUnnamed ? $"an unnamed volume of '{service.Name}'" : "the volume of that name");

    private static IEnumerable<(string, string)> Variables(SystemModel model)
    {
        var own = OwnVariables(model).ToList();
        return
        [
            .. EnvVariable.Reserved.Select(name => (name, "a setting that compose, the shell or these files read")),
            .. own,
            .. own.Where(variable => model.HasFacts && variable.Name.StartsWith(EnvVariable.PortPrefix, StringComparison.OrdinalIgnoreCase)).Select(variable => (variable.Name, "a port of the host")),
        ];
    }

    private static IEnumerable<(string Name, string Owner)> OwnVariables(SystemModel model) =>
    [
        .. model.Variables.Select(variable => (variable.Name, "a parameter")),
        .. model.Services.Select(service => service.Facts.Build?.Variable).OfType<string>().Distinct().Select(name => (name, "the image of a service")),
        .. model.HasFacts ? [] : model.Services.Where(service => service.Image is null).Select(service => (PlainCompose.ImageVariable(service), $"the image of '{service.Name}'")),
        .. model.Services.Where(service => service.Facts.Secrets == SecretStyle.Variable)
            .SelectMany(service => service.Environment.Select(variable => variable.Value).Concat(service.Arguments).Concat(service.Build?.Arguments.Select(argument => argument.Value) ?? []))
            .SelectMany(text => text.Parts.OfType<SecretPart>()).Distinct()
            .Select(secret => (Interpolation.EnvironmentName(secret), $"the secret '{secret.Secret}' ({secret.Form})")),
    ];

    private static IEnumerable<(string, string)> SecretFileNames(SystemModel model) =>
    [
        .. model.Secrets.Select(secret => (secret.Name, $"the secret '{secret.Name}'")),
        .. SecretFiles.Composed(model).Select(use => (use.File, $"the file '{use.Target}' that is composed for a service")),
        ("certificates", "the directory of the certificate"),
    ];
}
