using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Yaml;
using CodiesVibe.Tests.Publishing.Support;
using CsCheck;

namespace CodiesVibe.Tests.Publishing.Yaml;

/// <summary>Whatever a text is, every parser reads it back as that text.</summary>
public sealed class YamlWriterTests
{
    // Characters that mean something to YAML, to compose or to a terminal, and words that are not what they seem.
    private static readonly string[] s_tricky =
    [
        ": ", " #", "- ", "? ", "\n", "\r", "\t", "\"", "'", "\\", "{", "}", "[", "]", "&", "*", "!", "|", ">", "%", "@", "`", "$", "${X}", "$$", "\u0085", "\u2028", "\ufeff", "\u0007",
        "😀", "é", "yes", "no", "null", "~", "true", "0x1F", "1e3", "12:30:45", ".inf", "=", "<<", "---", "...", " ",
    ];

    private static readonly Gen<string> s_piece = Gen.OneOf(
        Gen.Int[0, s_tricky.Length - 1].Select(index => s_tricky[index]),
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 6]);

    private static readonly Gen<string> s_text = s_piece.Array[0, 5].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Keys_and_values_are_read_back() => Gen.Select(s_text, s_text, s_text).Sample(
        (key, value, item) =>
        {
            var document = new YamlMap { { key, new YamlMap { { key, value }, { "list", YamlList.Of([item, value]) }, { "flow", new YamlFlow([item, value]) } } } };
            var read = YamlFile.Parse(YamlWriter.Write("comment", document))[key]!;
            return read[key]!.ToString() == (key is "list" or "flow" ? read[key]!.ToString() : value)
                && ComposeText.Items(read["list"]).SequenceEqual([item, value])
                && ComposeText.Items(read["flow"]).SequenceEqual([item, value]);
        },
        iter: 20_000);

    [Theory]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two, "--format", "json")]
    public async Task Compose_gives_a_container_the_very_text(string version, params string[] format)
    {
        // What the older one prints, and it prints YAML only, loses the rare ends of lines.
        var texts = s_text.Where(text => version == ComposeProgram.Two || text.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') < 0).Array[400].Single();
        var environment = new YamlMap();
        foreach (var (index, text) in texts.Index())
        {
            environment.Add($"V{index}", Interpolation.Literal(text));
        }

        var document = new YamlMap { { "services", new YamlMap { { "one", new YamlMap { { "image", "x" }, { "environment", environment } } } } } };
        var folder = Directory.CreateTempSubdirectory("codiesvibe-yaml-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "docker-compose.yml"), YamlWriter.Write("", document), TestContext.Current.CancellationToken);
            var config = await ComposeProgram.RunAsync(version, folder.FullName, ["config", .. format]);
            Assert.True(config.ExitCode == 0, config.Errors);
            var read = (version == ComposeProgram.Two ? JsonNode.Parse(config.Output)! : YamlFile.Parse(config.Output))["services"]!["one"]!["environment"]!;
            Assert.All(texts.Index(), text => Assert.Equal(text.Item, read[$"V{text.Index}"]!.ToString().Replace("$$", "$", StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("docker.io/library/redis:7.4.11-alpine", "docker.io/library/redis:7.4.11-alpine")]
    [InlineData("./nginx", "./nginx")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("30s", "\"30s\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("", "\"\"")]
    public void What_is_plainly_safe_stands_bare(string text, string expected) => Assert.Equal(expected, YamlText.Of(text));

    [Fact]
    public void Half_a_character_and_what_no_environment_holds_are_refused()
    {
        Assert.Contains("U+D83D", Assert.Throws<PublishingException>(() => YamlText.Of("a\ud83d")).Message, StringComparison.Ordinal);
        Assert.Contains("NUL", Assert.Throws<PublishingException>(() => Interpolation.Literal("a\0b")).Message, StringComparison.Ordinal);
        Assert.Contains("'X'", Assert.Throws<PublishingException>(() => Interpolation.Optional("X", "a}b")).Message, StringComparison.Ordinal);
    }
}
