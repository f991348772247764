using System.Diagnostics;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>
/// The manifest at the repository's root, which publishing reads. Aspire writes a manifest in a process of its own, so this program starts itself for that, with a
/// path beside the committed file, because paths in a manifest are relative to it.
/// </summary>
/// <param name="root">The repository's root.</param>
/// <param name="settings">What decides on the model, as environment variables.</param>
internal sealed class CommittedManifest(string root, params IReadOnlyList<KeyValuePair<string, string?>> settings)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    /// <summary>The committed file.</summary>
    public string Path { get; } = System.IO.Path.Combine(root, "aspire-manifest.json");

    /// <summary>The manifest of this model; the committed file is not changed.</summary>
    /// <exception cref="PublishingException">It could not be written.</exception>
    public async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        var temporary = System.IO.Path.Combine(root, $".aspire-manifest.{Environment.ProcessId}.json");
        try
        {
            await WriteAsync(temporary, cancellationToken);
            return await File.ReadAllBytesAsync(temporary, cancellationToken);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Updates the committed file.</summary>
    /// <exception cref="PublishingException">It cannot be written.</exception>
    public void Update(byte[] manifest) => WholeFile.Write(Path, manifest);

    private async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo("--publisher", "manifest", "--output-path", path))!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0 || !File.Exists(path))
            {
                throw new PublishingException($"The manifest could not be written: {(await errors).Trim()}");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PublishingException($"The manifest was not written within {s_timeout.TotalSeconds:0} s. Find the cause with 'dotnet aspire do publish-manifest'.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo StartInfo(params string[] arguments)
    {
        // Under `dotnet X.dll` the program is the second word.
        string[] program = System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove(CommandLineTool.SocketVariable); // The tool communicates with this process only.
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
