using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>The product, as its committed manifest describes it.</summary>
internal static class PublishedModel
{
    public static SystemModel Read() => ManifestReader.Read(Path.Combine(Repository.Root, "aspire-manifest.json"));
}
