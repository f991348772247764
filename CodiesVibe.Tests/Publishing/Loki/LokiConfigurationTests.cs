using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Loki;

/// <summary>The configuration of Loki, of which no parser can be had here: a check of our own against the settings that its project documents.</summary>
public sealed partial class LokiConfigurationTests
{
    private static readonly SystemModel s_model = PublishedModel.Read();
    private static readonly string s_text = Encoding.UTF8.GetString(LokiConfiguration.Render(s_model).Single().Content.Span);

    /// <summary>Top-level blocks and the limits of the documented configuration of Loki 3, as far as they are used.</summary>
    private static readonly HashSet<string> s_documented =
    [
        "auth_enabled", "server", "common", "schema_config", "compactor", "limits_config", "analytics",
        "limits_config.retention_period", "limits_config.reject_old_samples", "limits_config.reject_old_samples_max_age", "limits_config.ingestion_rate_mb",
        "limits_config.ingestion_burst_size_mb", "limits_config.per_stream_rate_limit", "limits_config.per_stream_rate_limit_burst", "limits_config.max_line_size",
        "limits_config.max_line_size_truncate", "limits_config.max_label_names_per_series", "limits_config.max_global_streams_per_user", "limits_config.max_query_length",
        "compactor.working_directory", "compactor.retention_enabled", "compactor.retention_delete_delay", "compactor.delete_request_store",
        "server.http_listen_port", "server.log_level", "common.instance_addr", "common.path_prefix", "common.replication_factor", "common.ring", "common.storage",
        "schema_config.configs", "analytics.reporting_enabled",
    ];

    [Fact]
    [Requirement("R191")]
    public void Every_setting_is_documented() => Assert.Subset(s_documented, Settings().Keys.ToHashSet());

    [Fact]
    [Requirement("R032")]
    public void It_listens_where_the_model_says_and_writes_where_its_volume_is()
    {
        var loki = s_model.Find("loki")!;
        Assert.Equal($"{loki.Bindings.Single().Port}", Settings()["server.http_listen_port"]);
        var volume = Assert.Single(loki.Volumes).Target;
        Assert.All(Paths().Matches(s_text), path => Assert.StartsWith(volume, path.Value, StringComparison.Ordinal));
        Assert.Equal($"-config.file={Assert.Single(loki.Facts.Mounts).Target}/loki-config.yml", string.Concat(loki.Arguments.Single().Parts.OfType<LiteralPart>().Select(part => part.Value)));
    }

    [Fact]
    public void Old_logs_are_removed_and_no_usage_is_reported()
    {
        Assert.Equal("true", Settings()["compactor.retention_enabled"]);
        Assert.Equal("336h", Settings()["limits_config.retention_period"]);
        Assert.Equal("false", Settings()["analytics.reporting_enabled"]);
    }

    [Fact]
    public void It_is_the_schema_that_retention_needs()
    {
        Assert.Contains("store: tsdb\n", s_text, StringComparison.Ordinal);
        Assert.Contains("schema: v13\n", s_text, StringComparison.Ordinal);
        // Retention by the compactor works with tables of a day only.
        Assert.Contains("period: 24h\n", s_text, StringComparison.Ordinal);
    }

    /// <summary>The first two levels, which is all that differs from Loki's own defaults.</summary>
    private static Dictionary<string, string> Settings()
    {
        var found = new Dictionary<string, string>();
        var block = "";
        foreach (var line in s_text.Split('\n').Where(line => Line().IsMatch(line)))
        {
            var setting = Line().Match(line);
            block = setting.Groups["indent"].Length == 0 ? setting.Groups["name"].Value : block;
            found.Add(setting.Groups["indent"].Length == 0 ? block : $"{block}.{setting.Groups["name"].Value}", setting.Groups["value"].Value);
        }

        return found;
    }

    [GeneratedRegex("^(?<indent>(  )?)(?<name>[a-z_]+):( (?<value>.+))?$")]
    private static partial Regex Line();

    [GeneratedRegex("(?<=: )/[a-z/]+")]
    private static partial Regex Paths();
}
