using Aspire.Hosting;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Hosting;

namespace CodiesVibe.Tests.Publishing.RealRun.Samples;

/// <summary>The model of an app host on the official packages, by way of the manifest that they write of it.</summary>
internal static class SampleManifest
{
    /// <exception cref="PublishingException">The model cannot be published.</exception>
    public static async Task<SystemModel> ReadAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var folder = Directory.CreateTempSubdirectory("codiesvibe-sample-");
        try
        {
            var path = Path.Combine(folder.FullName, "manifest.json");
            var builder = TestApplication.CreateBuilder("--publisher", "manifest", "--output-path", path);
            describe(builder);
            await using var application = builder.Build();
            await application.RunAsync(TestContext.Current.CancellationToken);
            return ManifestReader.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
