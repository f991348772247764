using System.Text.Json;
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

    private static readonly string[] s_words =
    [
        "y", "N", "yes", "Yes", "NO", "on", "Off", "true", "FALSE", "null", "Null", "~", "", "=", "<<", "0", "-1", "+1", "007", "0o7", "0x1F", "0b11", "1_000", "12:30", "1:2:3", "12:30.5",
        ".5", "1.", "1.5", "1e3", "1.0e+3", "-.inf", ".NaN", "2026-01-01", "2026-01-01 12:00:00", "2026-01-01T12:00:00Z", "30s", "10m", "12h", "7d", "512KB", "2MB", "---", "a:", "a #b", "- a", "* a", "%a", "@a", "!a",
    ];

    private static readonly Gen<string> s_piece = Gen.OneOf(
        Gen.Int[0, s_tricky.Length - 1].Select(index => s_tricky[index]),
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 6]);

    private static readonly Gen<string> s_text = s_piece.Array[0, 5].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Keys_and_values_are_read_back() => Gen.Select(s_text, s_text, s_text).Sample(
        (key, value, item) =>
        {
            var document = new YamlMap { { key, new YamlMap { { key, value }, { "list", new[] { item, value } } } } };
            var read = YamlFile.Parse(YamlWriter.Write(document, "comment"))[key]!;
            return read[key]!.ToString() == (key == "list" ? read[key]!.ToString() : value)
                && ComposeText.Items(read["list"]).SequenceEqual([item, value]);
        },
        iter: 20_000);

    [Theory]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two, "--format", "json")]
    public async Task Compose_gives_a_container_the_very_text(int version, params string[] format)
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
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "docker-compose.yml"), YamlWriter.Write(document), TestContext.Current.CancellationToken);
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
    [InlineData("30s", "30s")]
    [InlineData("3e3", "\"3e3\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("0755", "\"0755\"")]
    [InlineData("=", "\"=\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("", "\"\"")]
    public void What_is_plainly_safe_is_not_quoted(string text, string expected) => Assert.EndsWith($"\nkey: {expected}\n", YamlWriter.Write(new() { { "key", text } }), StringComparison.Ordinal);

    /// <summary>docker-compose 1.29 reads YAML 1.1 by PyYAML, which takes many a text for a number, a date or a truth value.</summary>
    [Fact]
    public async Task Pyyaml_reads_every_text_as_that_text()
    {
        var texts = s_words.Concat(s_text.Where(text => text.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') < 0).Array[2000].Single()).ToList();
        var keys = new YamlMap();
        foreach (var text in texts.Distinct())
        {
            keys.Add(text, true);
        }

        using var folder = new RenderedFolder(
            GeneratedFile.Text("texts.yml", YamlWriter.Write(new() { { "texts", texts }, { "keys", keys } })), GeneratedFile.Text("texts.json", JsonSerializer.Serialize(texts)));
        var check = await folder.RunAsync("python3", "-c", """
            import json, yaml
            written = yaml.safe_load(open('texts.yml', encoding='utf-8'))
            texts = json.load(open('texts.json'))
            assert list(written['keys']) == list(dict.fromkeys(texts))
            assert written['texts'] == texts, [pair for pair in zip(written['texts'], texts) if pair[0] != pair[1]][:3]
            """);
        Assert.SkipWhen(check.Errors.Contains("No module named 'yaml'", StringComparison.Ordinal), "PyYAML is not installed.");
        Assert.True(check.ExitCode == 0, check.All);
    }

    [Fact]
    public void Half_a_character_and_what_no_environment_holds_are_refused()
    {
        Assert.Contains("U+D83D", Assert.Throws<PublishingException>(() => YamlWriter.Write(new() { { "key", "a\ud83d" } })).Message, StringComparison.Ordinal);
        Assert.Contains("NUL", Assert.Throws<PublishingException>(() => Interpolation.Literal("a\0b")).Message, StringComparison.Ordinal);
        Assert.Contains("'X'", Assert.Throws<PublishingException>(() => Interpolation.Optional("X", "a}b")).Message, StringComparison.Ordinal);
    }
}
