using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>What the committed manifest is published as.</summary>
internal static class Published
{
    public static SystemModel Model { get; } = ManifestReader.Read(Path.Combine(Repository.Root, "aspire-manifest.json"));

    public static IReadOnlyList<GeneratedFile> Files { get; } = PublishedTree.Render(Model);

    /// <summary>The text of one file.</summary>
    public static string Text(string path) => Text(Files, path);

    /// <summary>The text of one file of a set.</summary>
    public static string Text(IReadOnlyList<GeneratedFile> files, string path) => Encoding.UTF8.GetString(files.Single(file => file.Path == path).Content.Span);
}
