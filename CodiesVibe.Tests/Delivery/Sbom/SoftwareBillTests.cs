using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Sbom;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Sbom;

/// <summary>What images are built from, by the generators themselves.</summary>
public sealed class SoftwareBillTests
{
    private const string Component = """{"type":"library","name":"p","version":"1","purl":"pkg:npm/p@1"}""";

    [Fact]
    public void A_bill_is_read() => Assert.Equal(new(1), SoftwareBill.Parse($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{Component}}]}""", "tool"));

    [Theory]
    [Requirement("R128")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData($$"""{"bomFormat":"SPDX","specVersion":"1.6","components":[{{Component}}]}""")]
    [InlineData($$"""{"bomFormat":"CycloneDX","specVersion":"0.9","components":[{{Component}}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6"}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"p","version":"1"}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"p","version":"1","purl":"p"}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"p","version":"","purl":"pkg:npm/p"}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"","version":"1","purl":"pkg:npm/p"}]}""")]
    public void What_is_none_is_refused(string text) =>
        Assert.Contains("What 'tool' wrote is not a software bill of materials", Assert.Throws<DeliveryException>(() => SoftwareBill.Parse(text, "tool")).Message, StringComparison.Ordinal);

    [Fact]
    [Requirement("R128")]
    public async Task Both_images_get_theirs_from_the_generators()
    {
        Assert.SkipWhen(InstalledProgram.Find("npm") is null, "npm is not on PATH.");
        var lines = new List<string>();
        await new SoftwareBills(Repository.Root, lines.Add).WriteAsync(["frontend", "backend"], "1.2.3", TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Count);
        var (frontend, backend) = (Read("frontend"), Read("backend"));
        Assert.Contains("\"pkg:npm/react@", frontend, StringComparison.Ordinal);
        Assert.Contains("\"pkg:npm/react-dom@", frontend, StringComparison.Ordinal);
        Assert.Contains("\"pkg:nuget/MongoDB.Driver@", backend, StringComparison.Ordinal);
        Assert.Contains("1.2.3", backend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generator_that_fails_leaves_nothing_behind()
    {
        var root = Directory.CreateTempSubdirectory("codiesvibe-sbom-");
        try
        {
            await Assert.ThrowsAsync<DeliveryException>(() => new SoftwareBills(root.FullName, _ => { }).WriteAsync(["backend"], "1.0.0", TestContext.Current.CancellationToken));
            Assert.Empty(root.EnumerateFiles("*", SearchOption.AllDirectories));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string Read(string service) => File.ReadAllText(Repository.Source($"{SoftwareBills.Folder}/codiesvibe-{service}.cdx.json"));
}
