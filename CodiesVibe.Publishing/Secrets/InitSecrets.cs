using System.Globalization;
using System.Text;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Secrets;

/// <summary>The script that makes the secret files on the server, so that no secret ever leaves it.</summary>
internal static class InitSecrets
{
    /// <summary>The script's name.</summary>
    public const string Path = "init-secrets.sh";

    // What a password of letters and digits needs to be beyond guessing: 131 bits.
    private const int ShortestSecret = 22;

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.Networks.Count > 0)
        {
            yield return GeneratedFile.Text(Path, Script(model), FileKind.Executable);
        }
    }

    private static string Script(SystemModel model) => Resource.Read(Path)
        .Replace("# @secrets\n", Secrets(model), StringComparison.Ordinal)
        .Replace("# @variables\n", Variables(model), StringComparison.Ordinal)
        .Replace("@certificates", ServerDirectory.Certificates.Default, StringComparison.Ordinal)
        .Replace("@state", ServerDirectory.State.Default, StringComparison.Ordinal);

    private static string Secrets(SystemModel model)
    {
        var lines = new StringBuilder();
        foreach (var secret in model.Secrets)
        {
            if (secret.Generated is { } generated)
            {
                lines.Append(CultureInfo.InvariantCulture, $"generated {secret.Name} {Math.Max(generated.Length, ShortestSecret)}\n");
            }
            else if (!SecretFiles.IsOfTunnel(model, secret))
            {
                lines.Append(CultureInfo.InvariantCulture, $"given {secret.Name}\n");
            }
        }

        foreach (var file in SecretFiles.Composed(model))
        {
            lines.Append("\n{\n");
            foreach (var part in file.Content.Parts)
            {
                lines.Append("    ").Append(Print(model, part)).Append('\n');
            }

            lines.Append(CultureInfo.InvariantCulture, $"}} > \"$temporary\"\ncomposed {file.File}\n");
        }

        return lines.ToString();
    }

    private static string Print(SystemModel model, TextPart part) => part switch
    {
        LiteralPart literal => $"printf '%s' {Quoted(literal.Value)}",
        SecretPart { Form: SecretForm.UriEncoded } secret => $"uri {secret.Secret}",
        SecretPart { Form: SecretForm.Sha256 } secret => $"sha256 {secret.Secret}",
        SecretPart secret => $"plain {secret.Secret}",
        VariablePart variable => $"setting {variable.Variable} {Quoted(model.Variables.FirstOrDefault(known => known.Name == variable.Variable)?.Default ?? "")}",
        _ => throw new InvalidOperationException($"A part of an unknown kind: {part}."),
    };

    private static string Variables(SystemModel model)
    {
        var lines = new StringBuilder($"remember {EnvVariable.SecretDirectory} \"$secrets\"\n");
        foreach (var secret in model.Secrets.Where(secret => SecretFiles.IsOfTunnel(model, secret)))
        {
            lines.Append(
                $"""
                if [ -s "$secrets/{secret.Name}" ]; then
                    chmod 0444 "$secrets/{secret.Name}"
                    remember {EnvVariable.TunnelVariable(secret.Name)} "$secrets/{secret.Name}"
                else
                    printf 'no {secret.Name}: for docker-compose.cloudflare.yml, put it into %s and run this again\n' "$secrets/{secret.Name}"
                fi

                """);
        }

        if (model.Services.Select(service => service.Facts.Build?.Dockerfile).FirstOrDefault(file => file is not null) is { } dockerfile)
        {
            lines.Append($"if [ -f {Quoted($"../{dockerfile}")} ]; then remember {EnvVariable.Source} ..; fi\n");
        }

        return lines.ToString();
    }

    /// <summary>A text in single quotes of a shell, in which only they end it.</summary>
    private static string Quoted(string text) => text.Contains('\0')
        ? throw new PublishingException("A secret's value holds the character NUL, which no shell can write; take it out.")
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
