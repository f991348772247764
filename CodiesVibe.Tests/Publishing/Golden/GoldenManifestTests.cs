using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Golden;

/// <summary>
/// Manifests of other app hosts, without facts of production: they are translated as far as possible. To accept what
/// is written now: <c>CODIESVIBE_ACCEPT_SNAPSHOTS=1 dotnet test</c>, then read the difference.
/// </summary>
public sealed class GoldenManifestTests
{
    private static readonly string s_samples = Path.Combine(Repository.Root, "CodiesVibe.Tests", "Publishing", "Golden", "Manifests");

    [Theory]
    [InlineData("model")]
    [InlineData("full")]
    public async Task A_manifest_of_another_app_host_is_translated_to_what_is_committed(string name)
    {
        var files = PublishedTree.Render(ManifestReader.Read(Path.Combine(s_samples, $"{name}.json")));
        var folder = Path.Combine(Repository.Root, "CodiesVibe.Tests", "Publishing", "Golden", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("CODIESVIBE_ACCEPT_SNAPSHOTS") == "1")
        {
            await AcceptAsync(folder, files);
        }

        Assert.Equal(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
            files.Select(file => file.Path));
        foreach (var file in files)
        {
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, file.Path), TestContext.Current.CancellationToken), Encoding.UTF8.GetString(file.Content.Span));
        }
    }

    [Fact]
    public void What_cannot_be_a_service_is_named()
    {
        var model = ManifestReader.Read(Path.Combine(s_samples, "full.json"));
        Assert.Equal(["migration", "topology"], model.Omissions.Select(omission => omission.Resource));
        Assert.Contains("`migration`", Encoding.UTF8.GetString(PublishedTree.Render(model).Single(file => file.Path == "README.md").Content.Span), StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(string folder, IEnumerable<GeneratedFile> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content.ToArray());
        }
    }
}
