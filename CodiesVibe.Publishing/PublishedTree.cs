using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing;

/// <summary>Everything that is published, as a pure function of the model.</summary>
public static class PublishedTree
{
    /// <returns>The files, sorted by path.</returns>
    /// <exception cref="PublishingException">The model cannot be published.</exception>
    public static IReadOnlyList<GeneratedFile> Render(SystemModel model) => [];
}
