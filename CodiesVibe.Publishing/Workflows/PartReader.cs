using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Finds out what the images of the application are built from: whatever their Dockerfiles copy, since a build has nothing else.</summary>
public static partial class PartReader
{
    private const string IgnoreFile = ".dockerignore";

    /// <summary>Reads the parts.</summary>
    /// <param name="model">The system.</param>
    /// <param name="root">The repository's root.</param>
    /// <returns>The parts, sorted by service.</returns>
    /// <exception cref="PublishingException">A Dockerfile is missing, or copies what is not there.</exception>
    public static IReadOnlyList<Part> Read(SystemModel model, string root) =>
        [.. model.Services.Where(service => service.Facts is { Tier: Tier.Application, Build: not null }).Select(service => Read(service.Name, service.Facts.Build!.Dockerfile, root))];

    private static Part Read(string service, string dockerfile, string root)
    {
        var path = Path.Combine(root, dockerfile);
        var text = File.Exists(path) ? File.ReadAllText(path) : throw new PublishingException($"The Dockerfile '{path}' of the service '{service}' does not exist. Correct the path in the model.");
        var copied = Copy.Matches(text).SelectMany(line => line.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipLast(1)).Select(source => source.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var folders = copied.Where(name => Directory.Exists(Path.Combine(root, name))).Order(StringComparer.Ordinal).ToList();
        var files = copied.Where(name => File.Exists(Path.Combine(root, name))).ToList();
        if (copied.Except(folders).Except(files).FirstOrDefault() is { } missing)
        {
            throw new PublishingException($"'{dockerfile}' copies '{missing}', which does not exist in '{root}'. Correct the Dockerfile.");
        }

        return new(service, dockerfile, folders, [.. files.Append(dockerfile).Append(IgnoreFile).Order(StringComparer.Ordinal)], NodeOf(folders, text, dockerfile, root));
    }

    private static NodePart? NodeOf(IReadOnlyList<string> folders, string text, string dockerfile, string root) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(root, folder, "package.json"))) is not { } folder ? null
        : NodeImage.Match(text) is { Success: true } image ? new(folder, image.Groups["version"].Value)
        : throw new PublishingException($"'{dockerfile}' does not state its version of Node as 'ARG NODE_IMAGE=node:VERSION'. Add that line.");

    // What comes out of another stage is no source.
    [GeneratedRegex(@"^COPY (?!--from)(?<words>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Copy { get; }

    [GeneratedRegex(@"^ARG NODE_IMAGE=node:(?<version>[0-9.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NodeImage { get; }
}
