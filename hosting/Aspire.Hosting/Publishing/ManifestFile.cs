using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The manifest on disk: it appears whole or not at all.</summary>
internal static class ManifestFile
{
    private const string DefaultName = "aspire-manifest.json";
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the model's manifest.</summary>
    /// <param name="path">The file, or a folder that gets an <c>aspire-manifest.json</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="executionContext">Whether the application runs or is published.</param>
    /// <param name="cancellationToken">Ends the writing; the file is whole or as it was.</param>
    /// <returns>The file, absolute.</returns>
    /// <exception cref="DistributedApplicationException">It cannot be written there; what was there is left alone.</exception>
    public static async Task<string> WriteAsync(string path, DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target) || !Path.HasExtension(target))
        {
            target = Path.Combine(target, DefaultName);
        }

        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, Format))
        {
            await new ManifestWriter(new(executionContext, target, writer, cancellationToken)).WriteAsync(model).ConfigureAwait(false);
        }

        await WholeFile.WriteAsync(target, content.ToArray(), cancellationToken).ConfigureAwait(false);
        return target;
    }
}
