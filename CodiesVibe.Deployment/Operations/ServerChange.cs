using System.Formats.Tar;
using System.Text;

namespace CodiesVibe.Deployment.Operations;

/// <summary>A change that the server makes with a script of its own, whoever watches, and that it undoes where a part of it fails.</summary>
/// <param name="connection">The server, whose lock is taken.</param>
/// <param name="command">The command, whose name its script and its directory have, too.</param>
internal sealed class ServerChange(ServerConnection connection, string command)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Sends the script and what it reads, runs it, and reports what it tells.</summary>
    /// <param name="fault">What it means where it fails, in a sentence.</param>
    /// <param name="files">All files by name.</param>
    /// <param name="cancellationToken">Gives up watching.</param>
    /// <exception cref="DeploymentException">It failed, and the server is as it was.</exception>
    public async Task RunAsync(string fault, IEnumerable<KeyValuePair<string, string>> files, CancellationToken cancellationToken)
    {
        using var archive = Archive(files);
        await connection.Directory.RequireAsync(
            $"{fault} It could not be prepared.",
            $"""
            umask 077
            rm -rf releases/{command}
            mkdir -p releases/{command}
            tar -x -p -f - -C releases/{command}
            sync
            """,
            cancellationToken, archive);
        await connection.Activator.RunAsync(command, fault, cancellationToken);
    }

    private static MemoryStream Archive(IEnumerable<KeyValuePair<string, string>> files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Private, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        archive.Position = 0;
        return archive;
    }
}
