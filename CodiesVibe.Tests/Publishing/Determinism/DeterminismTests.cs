using System.Globalization;
using System.Security.Cryptography;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Determinism;

/// <summary>The same model gives the same bytes, wherever and whenever.</summary>
public sealed class DeterminismTests
{
    private const int Runs = 100;

    private static readonly byte[] s_manifest = File.ReadAllBytes(Path.Combine(Repository.Root, "aspire-manifest.json"));

    [Fact]
    public void A_hundred_runs_in_several_cultures_give_the_same_bytes()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Hash();
            foreach (var run in Enumerable.Range(0, Runs))
            {
                CultureInfo.CurrentCulture = Culture(run);
                Assert.Equal(expected, Hash());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Names_are_in_the_order_of_their_characters_and_lines_end_alike()
    {
        var files = PublishedTree.Render(ManifestReader.Parse(s_manifest));
        Assert.Equal(files.Select(file => file.Path).Order(StringComparer.Ordinal), files.Select(file => file.Path));
        Assert.All(files, file => Assert.Equal(-1, file.Content.Span.IndexOf((byte)'\r')));
        Assert.All(files.Where(file => file.Kind != FileKind.Link), file => Assert.Equal((byte)'\n', file.Content.Span[^1]));
        Assert.All(files, file => Assert.Equal(-1, file.Content.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(Repository.Root))));
    }

    [Fact]
    public void The_order_of_the_resources_in_the_manifest_does_not_matter()
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(s_manifest)!;
        var reversed = new System.Text.Json.Nodes.JsonObject(root["resources"]!.AsObject().Reverse().Select(item => KeyValuePair.Create(item.Key, item.Value?.DeepClone())));
        Assert.Equal(Hash(), Hash(System.Text.Encoding.UTF8.GetBytes(new System.Text.Json.Nodes.JsonObject { ["resources"] = reversed }.ToJsonString())));
    }

    [Fact]
    [Requirement("R034")]
    public void The_committed_directory_is_what_the_committed_manifest_is_published_as()
    {
        var directory = Path.Combine(Repository.Root, "deploy");
        var changes = new PublishedDirectory(directory).Compare(PublishedTree.Render(ManifestReader.Parse(s_manifest)));
        Assert.True(changes.Count == 0, $"'aspire publish -o deploy' changes: {string.Join(", ", changes.Select(change => $"{change.Path} ({change.Verb})"))}");
    }

    /// <summary>Cultures with the comma as decimal separator, and with another lower-case I; they are created here, because the programs of this repository run without culture data.</summary>
    private static CultureInfo Culture(int run)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = run % 2 == 0 ? "," : "٫";
        culture.NumberFormat.NegativeSign = run % 3 == 0 ? "−" : "-";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        return culture;
    }

    private static string Hash(byte[]? manifest = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in PublishedTree.Render(ManifestReader.Parse(manifest ?? s_manifest)))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{file.Path}\0{file.Kind}\0{file.Content.Length}\0"));
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
