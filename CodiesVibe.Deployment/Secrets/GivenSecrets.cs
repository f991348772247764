using System.Collections;
using System.Formats.Tar;
using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Publishing;

namespace CodiesVibe.Deployment.Secrets;

/// <summary>
/// The secrets that whoever deploys gives. They reach the server by standard input, before its own script makes the rest. A later
/// deployment replaces none: one that differs from the server's is refused, since the database would keep the old one.
/// </summary>
internal sealed partial class GivenSecrets
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>For scripts: puts the archive of standard input into a directory that goes with the script.</summary>
    private const string Unpack =
        """
        umask 077
        given=$(mktemp -d ./.given.XXXXXX)
        trap 'rm -rf "$given"' EXIT
        tar -x -p -f - -C "$given"

        """;

    private readonly IReadOnlyDictionary<string, string> _values;

    private GivenSecrets(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>The names, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _values.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads them from where the options say.</summary>
    /// <param name="options">The deployment.</param>
    /// <param name="published">The files of the model, among them the script that makes secrets.</param>
    /// <exception cref="DeploymentException">A name is unknown, or a value cannot be used.</exception>
    public static GivenSecrets Read(DeployOptions options, IReadOnlyList<GeneratedFile> published) => From(
        options.Secrets switch
        {
            SecretOrigin.Environment => new EnvironmentSecrets(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal)),
            SecretOrigin.Directory => new DirectorySecrets(options.SecretsDirectory!),
            _ => null,
        },
        published);

    /// <summary>Reads them.</summary>
    internal static GivenSecrets From(ISecretSource? source, IReadOnlyList<GeneratedFile> published)
    {
        var script = Encoding.UTF8.GetString(published.Single(file => file.Path == "init-secrets.sh").Content.Span);
        var values = source?.Read([.. Made.Matches(script).Select(match => match.Groups[1].Value)]) ?? new Dictionary<string, string>();
        return values.FirstOrDefault(secret => secret.Value.Length == 0 || secret.Value.Any(char.IsControl)).Key is { } bad
            ? throw new DeploymentException($"The secret {bad} is empty or has a control character or a line end in it. Give it as one line of text, or leave it out, and the server makes it.")
            : new(values);
    }

    /// <summary>Writes them to the server's directory, where that has none of the name yet.</summary>
    /// <param name="directory">The deployment's directory.</param>
    /// <param name="path">The directory of the secrets in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PlaceAsync(DeploymentDirectory directory, string path, CancellationToken cancellationToken)
    {
        using var archive = Archive();
        await directory.RequireAsync(
            "The secrets could not be placed on the server. Nothing that serves was changed.",
            Unpack + $"""
            mkdir -p {ShellText.Quote(path)}
            chmod 0700 {ShellText.Quote(path)}
            for file in "$given"/*; do
                [ -s {ShellText.Quote(path)}/"$(basename "$file")" ] || mv -f "$file" {ShellText.Quote(path)}/
            done
            """,
            cancellationToken, archive);
    }

    /// <summary>Compares them with those on the server.</summary>
    /// <exception cref="DeploymentException">Names those that differ.</exception>
    public async Task RequireSameAsync(DeploymentDirectory directory, string path, CancellationToken cancellationToken)
    {
        using var archive = Archive();
        var differing = (await directory.RequireAsync(
            "The secrets on the server could not be compared.",
            Unpack + $"""
            for file in "$given"/*; do
                cmp -s "$file" {ShellText.Quote(path)}/"$(basename "$file")" || basename "$file"
            done
            """,
            cancellationToken, archive)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (differing.Length > 0)
        {
            throw new DeploymentException(
                $"The server has other values of these secrets: {string.Join(", ", differing)}. A deployment does not replace a secret, since the database keeps the old one. Give the server's values, or leave them out.");
        }
    }

    private MemoryStream Archive()
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var name in Names)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Readable, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(_values[name])) });
            }
        }

        archive.Position = 0;
        return archive;
    }

    [GeneratedRegex("^(?:generated|given|required) ([a-z0-9-]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Made { get; }
}
