using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>A changed file changes the definition of exactly the services that mount it.</summary>
public sealed class ConfigurationHashTests
{
    private static readonly GeneratedFile[] s_files =
        [GeneratedFile.Text("nginx/nginx.conf", "a"), GeneratedFile.Text("prometheus/prometheus.yml", "a"), GeneratedFile.Text("redis/redis.conf", "a"), GeneratedFile.Text("redis.conf", "a")];

    [Theory]
    [InlineData("prometheus/prometheus.yml", "prometheus")]
    [InlineData("redis/redis.conf", "redis")]
    [InlineData("nginx/nginx.conf", null)]
    [InlineData("redis.conf", null)]
    public void Exactly_the_service_that_mounts_it_is_recreated(string path, string? service)
    {
        GeneratedFile[] changed = [.. s_files.Select(file => file.Path == path ? GeneratedFile.Text(path, "b") : file)];
        var different = Definitions(s_files).Zip(Definitions(changed)).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Service);
        Assert.Equal(service is null ? [] : [service], different);
    }

    [Fact]
    public void A_renamed_file_counts_as_well()
    {
        GeneratedFile[] renamed = [.. s_files.Select(file => file.Path == "redis/redis.conf" ? file with { Path = "redis/other.conf" } : file)];
        Assert.NotEqual(Definitions(s_files), Definitions(renamed));
    }

    [Fact]
    public void The_edge_and_services_without_mounts_have_no_label()
    {
        Assert.Null(ComposeText.Production["nginx"]["labels"]!["codiesvibe.configuration"]);
        Assert.Null(ComposeText.Production["backend"]["labels"]!["codiesvibe.configuration"]);
        Assert.Matches("^[0-9a-f]{64}$", ComposeText.Infra["prometheus"]["labels"]!["codiesvibe.configuration"]!.ToString());
    }

    private static IReadOnlyList<(string Service, string Definition)> Definitions(IReadOnlyList<GeneratedFile> files) =>
    [
        .. ComposeFiles.Render(Published.Model, files).SelectMany(file => YamlFile.Parse(System.Text.Encoding.UTF8.GetString(file.Content.Span))["services"]!.AsObject())
            .Select(service => (service.Key, service.Value!.ToJsonString())).Distinct(),
    ];
}
