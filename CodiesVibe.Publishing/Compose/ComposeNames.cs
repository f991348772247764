using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>Names that both versions of compose and the engine take.</summary>
internal static partial class ComposeNames
{
    /// <exception cref="PublishingException">It is none.</exception>
    public static string Service(string name) => Identifier().IsMatch(name)
        ? name
        : throw new PublishingException($"'{name}' cannot be the name of a service; use letters, digits, dots, hyphens and underscores, a letter or digit first.");

    /// <exception cref="PublishingException">It is none.</exception>
    public static string Volume(Service service, string name) => Identifier().IsMatch(name)
        ? name
        : throw new PublishingException($"Service '{service.Name}' has the volume '{name}', which is no name of a volume; use letters, digits, dots, hyphens and underscores, a letter or digit first.");

    /// <exception cref="PublishingException">It is none.</exception>
    public static string EnvironmentVariable(Service service, string name) => Variable().IsMatch(name)
        ? name
        : throw new PublishingException($"Service '{service.Name}' has the environment variable '{name}', which is no such name; use letters, digits, dots, hyphens and underscores.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9._-]*\z")]
    private static partial Regex Variable();
}
