using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;

namespace CodiesVibe.Deployment.Staging;

/// <summary>The files of a release: what is published, and the env file of the environment.</summary>
public static class ReleaseFiles
{
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Everyone | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Adds the env file, and the link that compose finds it by.</summary>
    /// <param name="published">The published files.</param>
    /// <param name="options">The deployment.</param>
    /// <param name="env">The env file on the server; empty before the first deployment, which begins with the published example.</param>
    /// <param name="images">The image of each service of the application, with its digest.</param>
    public static IReadOnlyList<GeneratedFile> Of(IReadOnlyList<GeneratedFile> published, DeployOptions options, string env, IReadOnlyDictionary<string, string> images)
    {
        var name = $".env.{options.Environment}";
        var file = new EnvFile(env.Length > 0 ? env : Encoding.UTF8.GetString(published.Single(example => example.Path == $"{name}.example").Content.Span));
        file = file.With("CODIESVIBE_ENVIRONMENT", options.Environment).With("VERSION", options.Version).With("BACKEND_IMAGE", images["backend"]).With("FRONTEND_IMAGE", images["frontend"]);
        file = file["CODIESVIBE_SECRETS"] is null ? file.With("CODIESVIBE_SECRETS", "./secrets") : file;
        file = options.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Aggregate(file, (changed, setting) => changed.With(setting.Key, setting.Value));
        return [.. published, GeneratedFile.Text(name, file.Text), GeneratedFile.Text(".env", name, FileKind.Link)];
    }

    /// <summary>The SHA-256 of each regular file by path, in lower-case hexadecimal digits.</summary>
    public static IReadOnlyDictionary<string, string> Hashes(IEnumerable<GeneratedFile> files) => files.Where(file => file.Kind != FileKind.Link)
        .ToDictionary(file => file.Path, file => Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)), StringComparer.Ordinal);

    /// <summary>The directory of a release as a tar archive.</summary>
    internal static MemoryStream Archive(Release release, Plan plan, DeployOptions options, IReadOnlyList<GeneratedFile> files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files)
            {
                Write(writer, $"files/{file.Path}", file);
            }

            Write(writer, "release.json", release.ToJson() + "\n", Private);
            Write(writer, "activation", Activation.Text(plan, options), Private);
            foreach (var (name, script) in ServerScripts.Release)
            {
                Write(writer, name, script, Executable);
            }

            Write(writer, "rollback.sh", ServerScripts.Rollback(release.Name), Executable);
        }

        archive.Position = 0;
        return archive;
    }

    private static void Write(TarWriter writer, string path, GeneratedFile file)
    {
        if (file.Kind == FileKind.Link)
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = Encoding.UTF8.GetString(file.Content.Span) });
            return;
        }

        var isEnv = file.Path.StartsWith(".env.", StringComparison.Ordinal) && !file.Path.EndsWith(".example", StringComparison.Ordinal);
        Write(writer, path, Encoding.UTF8.GetString(file.Content.Span), isEnv ? Private : file.Kind == FileKind.Executable ? Executable : Everyone);
    }

    private static void Write(TarWriter writer, string path, string text, UnixFileMode mode) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { Mode = mode, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
