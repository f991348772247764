using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Secrets;

/// <summary>A secret file in a container.</summary>
/// <param name="File">The file below the server's secrets directory.</param>
/// <param name="Target">Its name below <c>/run/secrets</c>.</param>
/// <param name="Content">What it holds.</param>
internal sealed partial record SecretUse(string File, string Target, Text Content)
{
    /// <summary>Whether the file holds one secret just as it is, so that it is the secret's own.</summary>
    public bool IsPlain => PlainSecret(Content) is not null;

    /// <summary>All secret files of a service, sorted by target.</summary>
    /// <exception cref="PublishingException">Two of them have the same name, or one's name is not a valid file name.</exception>
    public static IReadOnlyList<SecretUse> Of(Service service)
    {
        var uses = service.Environment.Where(variable => variable.Value.IsSecret).SelectMany(variable => OfVariable(service, variable.Key, variable.Value))
            .Concat(service.SecretFiles.Select(file => Use(service, file.Key, file.Value)))
            .DistinctBy(use => use.IsPlain ? (object)(use.File, use.Target) : use).OrderBy(use => use.Target, StringComparer.Ordinal).ToList();
        var repeated = uses.GroupBy(use => use.Target).FirstOrDefault(group => group.Count() > 1);
        return repeated is null
            ? uses
            : throw new PublishingException($"Service '{service.Name}' has two secret files named '{repeated.Key}'. Rename one of them.");
    }

    /// <summary>The variable that names the file, where the program wants one.</summary>
    public static KeyValuePair<string, string>? FileVariable(Service service, string variable, Text value) => service.Facts.Secrets switch
    {
        SecretStyle.FileSuffix => new($"{variable}_FILE", PathOf(value, variable)),
        SecretStyle.DoubleFileSuffix => new($"{variable}__FILE", PathOf(value, variable)),
        _ => null,
    };

    private static string PathOf(Text value, string variable) => $"/run/secrets/{PlainSecret(value) ?? variable}";

    private static IEnumerable<SecretUse> OfVariable(Service service, string variable, Text value) => service.Facts.Secrets switch
    {
        SecretStyle.Variable => [],
        SecretStyle.KeyPerFile => [Use(service, variable, value)],
        _ => [Use(service, PlainSecret(value) ?? variable, value)],
    };

    private static SecretUse Use(Service service, string target, Text value)
    {
        var file = PlainSecret(value) ?? $"{service.Name}.{target}";
        return FileName().IsMatch(target) && FileName().IsMatch(file)
            ? new(file, target, value)
            : throw new PublishingException($"Service '{service.Name}' has a secret named '{target}', which is not a valid file name. Use only letters, digits, dots, hyphens and underscores.");
    }

    private static string? PlainSecret(Text value) => value.Parts is [SecretPart { Form: SecretForm.Plain } secret] ? secret.Secret : null;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*\z")]
    private static partial Regex FileName();
}
