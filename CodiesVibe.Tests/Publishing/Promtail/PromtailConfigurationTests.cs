using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Promtail;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Promtail;

/// <summary>The configuration of Grafana Alloy, of which no parser can be had here: a check of our own of its structure against the components that its project documents.</summary>
public sealed partial class PromtailConfigurationTests
{
    private static readonly SystemModel s_model = PublishedModel.Read();
    private static readonly string s_text = Encoding.UTF8.GetString(PromtailConfiguration.Render(s_model).Single().Content.Span);

    private static readonly HashSet<string> s_documentedBlocks =
    [
        "logging", "otelcol.receiver.otlp", "otelcol.processor.memory_limiter", "otelcol.processor.batch", "otelcol.exporter.loki", "local.file_match", "loki.source.file",
        "loki.process", "loki.write", "grpc", "output", "endpoint", "stage.json", "stage.labels", "stage.replace", "stage.limit", "stage.label_keep", "stage.match", "stage.metrics", "metric.counter",
    ];

    [Fact]
    public void Every_block_is_documented_and_closed()
    {
        Assert.Subset(s_documentedBlocks, Block().Matches(s_text).Select(block => block.Groups["name"].Value).ToHashSet());
        var code = Quotes().Replace(Comments().Replace(s_text, ""), "\"\"");
        Assert.Equal(code.Count(c => c == '{'), code.Count(c => c == '}'));
        Assert.Equal(code.Count(c => c == '['), code.Count(c => c == ']'));
    }

    [Fact]
    public void Every_referenced_component_exists_and_every_component_is_used()
    {
        var declared = Component().Matches(s_text).Select(component => $"{component.Groups["name"].Value}.{component.Groups["label"].Value}").ToArray();
        var used = Reference().Matches(s_text).Select(reference => reference.Groups["component"].Value).ToHashSet();
        Assert.Equal(declared.Length, declared.Distinct().Count());
        Assert.Subset(declared.ToHashSet(), used);
        Assert.Equal(["loki.source.file.nginx", "otelcol.receiver.otlp.backend"], declared.Except(used).Order());
    }

    [Fact]
    [Requirement("R191")]
    public void It_listens_and_reads_and_sends_where_the_model_says()
    {
        var promtail = s_model.Find("promtail")!;
        Assert.Contains($"endpoint = \"0.0.0.0:{promtail.Bindings.Single(binding => binding.Name == "otlp").Port}\"", s_text, StringComparison.Ordinal);
        Assert.Contains($"http://loki:{s_model.Find("loki")!.Bindings.Single().Port}/loki/api/v1/push", s_text, StringComparison.Ordinal);
        var logs = promtail.Volumes.Single(volume => volume.ReadOnly);
        Assert.Contains($"\"{logs.Target}/*.log\"", s_text, StringComparison.Ordinal);
        Assert.Contains(s_model.Find("nginx")!.Volumes, volume => volume.Volume == logs.Volume && volume.Target == logs.Target && !volume.ReadOnly);
    }

    [Fact]
    public void All_lines_are_masked_and_bounded_before_they_leave()
    {
        var leaving = Reference().Matches(s_text).Where(reference => reference.Groups["component"].Value == "loki.write.loki").ToArray();
        var all = s_text[s_text.IndexOf("loki.process \"all\"", StringComparison.Ordinal)..];
        // Only the component that masks sends.
        Assert.True(Assert.Single(leaving).Index > s_text.IndexOf(all, StringComparison.Ordinal));
        Assert.Equal(Masking.Rules.Count, Regex.Count(all, @"stage\.replace"));
        Assert.Contains("""values = ["service", "slot", "level"]""", all, StringComparison.Ordinal);
    }

    /// <summary>A limit that is shared lets the lines of one source displace those of the other.</summary>
    [Fact]
    [Requirement("R191")]
    public void Each_source_has_a_limit_of_its_own_after_its_lines_are_counted()
    {
        var sources = Regex.Matches(s_text, """(?s)loki\.process "(\w+)" \{.*?\n\}\n""").Where(source => source.Groups[1].Value is not "all").ToDictionary(source => source.Groups[1].Value, source => source.Value);
        Assert.Equal(["backend", "nginx"], sources.Keys);
        Assert.All(sources.Values, source => Assert.Matches(@"stage\.limit \{\s+rate\s+= \d+\s+burst = \d+\s+drop  = true\s+\}\s+forward_to = \[loki\.process\.all\.receiver\]", source));
        Assert.Equal(2, Regex.Count(s_text, @"stage\.limit"));
        Assert.True(sources["nginx"].LastIndexOf("stage.metrics", StringComparison.Ordinal) < sources["nginx"].IndexOf("stage.limit", StringComparison.Ordinal));
    }

    /// <summary>The expression finds the status in the line that the edge writes, and nowhere else.</summary>
    [Theory]
    [InlineData("502", "/", true)]
    [InlineData("503", "/api/health", true)]
    [InlineData("200", "/", false)]
    [InlineData("200", "/?\"status\":500,", false)]
    public void The_edge_s_own_failures_are_counted_from_its_log(string status, string path, bool isFailure)
    {
        var format = string.Concat(Regex.Matches(Published.Text("nginx/log.conf"), "'([^']*)'").Select(part => part.Groups[1].Value));
        var line = format.Replace("$log_status", status, StringComparison.Ordinal).Replace("$log_path", path.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var expression = Regex.Match(s_text, @"selector = .* \|~ \\""(.*)\\""""").Groups[1].Value.Replace(@"\\\""", "\"", StringComparison.Ordinal);
        Assert.Equal(isFailure, Regex.IsMatch(line, expression));
    }

    [GeneratedRegex("^ *(?<name>[a-z_.]+)( \"[a-z]+\")? \\{$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^(?<name>[a-z_.]+) \"(?<label>[a-z]+)\" \\{$", RegexOptions.Multiline)]
    private static partial Regex Component();

    [GeneratedRegex(@"(?<component>(?:otelcol|loki|local)\.[a-z_.]+)\.(?:input|receiver|targets)\b")]
    private static partial Regex Reference();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quotes();

    [GeneratedRegex("^ *//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
