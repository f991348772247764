using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>What the committed manifest is published as.</summary>
internal static class Published
{
    public static SystemModel Model { get; } = PublishedModel.Read();

    public static IReadOnlyList<GeneratedFile> Files { get; } = PublishedTree.Render(Model);

    /// <summary>The text of one file.</summary>
    public static string Text(string path) => Text(Files, path);

    /// <summary>The text of one file of a set.</summary>
    public static string Text(IReadOnlyList<GeneratedFile> files, string path) => Encoding.UTF8.GetString(files.Single(file => file.Path == path).Content.Span);
}
