using System.Globalization;
using System.Text;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Nginx;

namespace CodiesVibe.Publishing.Secrets;

/// <summary>The script that makes the secret files on the server, so that no secret ever leaves it.</summary>
internal static class InitSecrets
{
    /// <summary>The script's name.</summary>
    public const string Path = "init-secrets.sh";

    /// <summary>The script that replaces the certificate of the edge.</summary>
    public const string CertificatePath = "install-certificate.sh";

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.HasFacts)
        {
            string[] parts =
            [
                Resource.Read(Path).Replace("@ports", string.Join(' ', Ports(model)), StringComparison.Ordinal), Secrets(model), Directory(model, ServerDirectory.Certificates, "certificate.part"),
                Directory(model, ServerDirectory.State, "state.part"), Variables(model),
            ];
            if (Mounts(model, ServerDirectory.Certificates) is { } edge)
            {
                yield return GeneratedFile.Text(
                    CertificatePath,
                    Resource.Read(CertificatePath).Replace("@default", Quoted(ServerDirectory.Certificates.Default), StringComparison.Ordinal).Replace("@state", Quoted(ServerDirectory.State.Default), StringComparison.Ordinal).Replace("@user", edge.Facts.User ?? "root", StringComparison.Ordinal),
                    FileKind.Executable);
            }

            yield return GeneratedFile.Text(Path, string.Join('\n', parts.Where(part => part.Length > 0)), FileKind.Executable);
        }
    }

    /// <summary>The service that mounts a directory of the server; null where there is none.</summary>
    private static Service? Mounts(SystemModel model, ServerDirectory directory) =>
        model.Services.FirstOrDefault(service => service.Facts.Mounts.Any(mount => mount.Source == directory.Name));

    /// <summary>What makes a directory of the server, where a service mounts that.</summary>
    private static string Directory(SystemModel model, ServerDirectory directory, string script) =>
        directory.IsMountedIn(model)
            ? Resource.Read(script).Replace("@default", Quoted(directory.Default), StringComparison.Ordinal).Replace("@tls", $"{EdgeProfile.TlsPort}", StringComparison.Ordinal)
            : "";

    /// <summary>The ports of the host that the services publish.</summary>
    private static IEnumerable<int> Ports(SystemModel model) => model.Services.SelectMany(service => service.Facts.Published).Select(port => port.Host).Distinct().Order();

    private static string Secrets(SystemModel model)
    {
        var lines = new StringBuilder(model.Secrets.Any(secret => secret.IsConnectionString) ? $"{Resource.Read("required.part")}\n" : "");
        foreach (var secret in model.Secrets)
        {
            if (secret.Generated is { } generated)
            {
                lines.Append(CultureInfo.InvariantCulture, $"generated {secret.Name} {generated.Length}\n");
            }
            else if (secret.IsConnectionString)
            {
                lines.Append(CultureInfo.InvariantCulture, $"required {secret.Name}\n");
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
        SecretPart secret => $"embedded {secret.Secret}",
        VariablePart variable => $"setting {variable.Variable} {Quoted(model.Variables.FirstOrDefault(known => known.Name == variable.Variable)?.Default ?? "")}",
        _ => throw new InvalidOperationException($"The text contains a part of an unknown kind: {part}."),
    };

    private static string Variables(SystemModel model)
    {
        var lines = new StringBuilder($"# Now that all is there, compose may start.\nremember {EnvVariable.SecretDirectory} \"$secrets\"\n");
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
        ? throw new PublishingException("The value of a secret contains the character NUL, which a shell cannot write. Remove it.")
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
