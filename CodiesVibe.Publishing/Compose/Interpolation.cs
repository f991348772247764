using System.Text;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>Texts in the form of compose, which reads <c>$</c> as the beginning of a variable.</summary>
internal static class Interpolation
{
    private static readonly char[] s_endsOrNests = ['}', '$', '\n', '\r'];

    /// <summary>A text that compose takes as it is.</summary>
    /// <exception cref="PublishingException">It holds what no environment can hold.</exception>
    public static string Literal(string text) => text.Contains('\0')
        ? throw new PublishingException($"A value contains the character NUL after '{text[..text.IndexOf('\0', StringComparison.Ordinal)]}', which the environment and arguments of a container cannot contain. Remove it.")
        : text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A variable of the env file that has to be set.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="remedy">What to do where it is not, without a closing brace.</param>
    public static string Required(string name, string remedy) => $"${{{name}:?{remedy}}}";

    /// <summary>A variable of the env file with a default.</summary>
    /// <exception cref="PublishingException">The default cannot be written in a way that both versions of compose read alike.</exception>
    public static string Optional(string name, string otherwise) => otherwise.IndexOfAny(s_endsOrNests) < 0
        ? $"${{{name}:-{otherwise}}}"
        : throw new PublishingException($"The default of the variable '{name}' contains a brace, a dollar sign or a line break, which compose cannot parse in a default. Set the value in the env file instead.");

    /// <summary>A value made of literals and variables; a secret is a variable here, named after it.</summary>
    public static string Value(SystemModel model, Text text)
    {
        var value = new StringBuilder();
        foreach (var part in text.Parts)
        {
            value.Append(part switch
            {
                LiteralPart literal => Literal(literal.Value),
                VariablePart variable => Variable(model, variable.Variable),
                SecretPart secret => Required(EnvironmentName(secret), $"set {EnvironmentName(secret)} in .env"),
                _ => throw new InvalidOperationException($"The text contains a part of an unknown kind: {part}."),
            });
        }

        return value.ToString();
    }

    private static string Variable(SystemModel model, string name) => model.Variables.FirstOrDefault(variable => variable.Name == name)?.Default is { } otherwise
        ? Optional(name, otherwise)
        : Required(name, $"set {name} in .env");

    /// <summary>The variable of the env file for a secret in some form.</summary>
    public static string EnvironmentName(SecretPart secret) => EnvironmentName(secret.Secret) + secret.Form switch
    {
        SecretForm.UriEncoded => "_URI_ENCODED",
        SecretForm.Sha256 => "_SHA256",
        _ => "",
    };

    /// <summary>The variable of the env file that is named after a secret.</summary>
    public static string EnvironmentName(string secret) => secret.ToUpperInvariant().Replace('-', '_').Replace('.', '_');
}
