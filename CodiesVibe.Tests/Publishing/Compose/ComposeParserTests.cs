using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>The files, read by both versions of compose.</summary>
public sealed class ComposeParserTests
{
    public static TheoryData<int, string> Files => [.. ComposeText.Names.SelectMany(file => new[] { (ComposeProgram.One, file), (ComposeProgram.Two, file) })];

    [Theory]
    [Requirement("R024", "R025", "R076")]
    [MemberData(nameof(Files))]
    public async Task Each_file_is_valid_alone(int version, string file)
    {
        using var folder = new PublishedFolder();
        Directory.CreateDirectory(folder.At("source"));
        await folder.PrepareAsync("CLOUDFLARE_TUNNEL_TOKEN_FILE=./secrets/token", "CODIESVIBE_SOURCE=./source");
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", file, "config", "-q");
        Assert.Equal((0, ""), (config.ExitCode, config.All.Trim()));
    }

    [Theory]
    [Requirement("R073")]
    [MemberData(nameof(Files))]
    public async Task Without_the_preparation_one_line_says_what_is_missing(int version, string file)
    {
        using var folder = new PublishedFolder();
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", file, "up", "-d");
        Assert.NotEqual(0, config.ExitCode);
        Assert.Matches("run ./init-secrets.sh first|set [A-Z_]+ in .env|run ./init-secrets.sh$", Assert.Single(config.ErrorLines, line => line.Length > 0));
    }

    [Theory]
    [Requirement("R083", "R086")]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two)]
    public async Task Two_environments_share_no_name_and_no_port(int version)
    {
        using var production = new PublishedFolder();
        await production.PrepareAsync();
        using var staging = new PublishedFolder();
        await staging.PrepareAsync("COMPOSE_PROJECT_NAME=codiesvibe-staging", "NAME_PREFIX=staging-",
            "PORT_80=8080", "PORT_443=8443", "PORT_3002=13002", "PORT_9090=19090", "PORT_9091=19091", "PORT_9093=19093");
        string[] files = [.. ComposeText.Names.Where(file => file is not ("docker-compose.dev.yml" or "docker-compose.cloudflare.yml"))];
        var (first, second) = (new List<string>(), new List<string>());
        foreach (var file in files)
        {
            first.AddRange(await TakenOnTheHostAsync(version, production, file));
            second.AddRange(await TakenOnTheHostAsync(version, staging, file));
        }

        Assert.Superset(new HashSet<string> { "container mongodb", "container nginx", "network codiesvibe-network", "volume mongodb-data", "port 80", "port 443", "port 9090" }, first.ToHashSet());
        Assert.Superset(new HashSet<string> { "container staging-mongodb", "network staging-codiesvibe-network", "volume staging-mongodb-data", "port 8443" }, second.ToHashSet());
        Assert.Empty(first.Intersect(second));
        Assert.Equal(first.Count, second.Count);
    }

    [Theory]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two)]
    public async Task The_infrastructure_without_secrets_names_the_script(int version)
    {
        using var folder = new PublishedFolder();
        folder.WriteSettings();
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", "docker-compose.infra.yml", "up", "-d");
        Assert.EndsWith("run ./init-secrets.sh first (see README.md)", Assert.Single(config.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two)]
    public async Task Development_without_sources_is_one_line(int version)
    {
        using var folder = new PublishedFolder();
        await folder.PrepareAsync();
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", "docker-compose.dev.yml", "up", "-d");
        Assert.EndsWith("set CODIESVIBE_SOURCE in .env to the directory of the source code that this file runs", Assert.Single(config.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R078")]
    [InlineData(ComposeProgram.One)]
    [InlineData(ComposeProgram.Two)]
    public async Task The_tunnel_without_a_token_is_one_line_and_production_needs_none(int version)
    {
        using var folder = new PublishedFolder();
        await folder.PrepareAsync();
        var tunnel = await ComposeProgram.RunAsync(version, folder.Path, "-f", "docker-compose.cloudflare.yml", "up", "-d");
        Assert.EndsWith(
            "write the secret to the file cloudflare-tunnel-token beside the other secrets and run ./init-secrets.sh",
            Assert.Single(tunnel.ErrorLines, line => line.Length > 0),
            StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder.At("secrets/cloudflare-tunnel-token"), "token", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await folder.RunScriptAsync()).ExitCode);
        Assert.Equal(0, (await ComposeProgram.RunAsync(version, folder.Path, "-f", "docker-compose.cloudflare.yml", "config", "-q")).ExitCode);
    }

    [Theory]
    [InlineData(ComposeProgram.One, "full")]
    [InlineData(ComposeProgram.Two, "full")]
    [InlineData(ComposeProgram.One, "model")]
    [InlineData(ComposeProgram.Two, "model")]
    public async Task A_model_without_facts_becomes_one_file_that_is_valid(int version, string sample)
    {
        var manifest = Path.Combine(Repository.Root, "CodiesVibe.Tests", "Publishing", "Golden", "Manifests", $"{sample}.json");
        using var folder = new PublishedFolder(PublishedTree.Render(ManifestReader.Read(manifest)));
        var settings = folder.Read(".env.production.example").Split('\n').Select(line => line == "CODIESVIBE_SOURCE=" ? line + folder.At("source") : line.EndsWith('=') && !line.StartsWith('#') ? line + "some" : line);
        await File.WriteAllLinesAsync(folder.At(".env"), settings, TestContext.Current.CancellationToken);
        foreach (var service in YamlFile.Parse(folder.Read("docker-compose.production.yml"))["services"]!.AsObject())
        {
            if (service.Value!["build"]?["context"]?.ToString() is { } context)
            {
                Directory.CreateDirectory(folder.At($"source{context[(context.IndexOf('}', StringComparison.Ordinal) + 1)..]}"));
            }
        }

        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", "docker-compose.production.yml", "config", "-q");
        Assert.True(config.ExitCode == 0, config.All);
    }

    /// <summary>The names and ports that the resolved file takes in the engine, which are one for all projects of a host.</summary>
    private static async Task<IEnumerable<string>> TakenOnTheHostAsync(int version, PublishedFolder folder, string file)
    {
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", file, "config");
        Assert.True(config.ExitCode == 0, config.All);
        var root = YamlFile.Parse(config.Output);
        var services = root["services"]!.AsObject().Select(service => service.Value!).ToList();
        return
        [
            .. services.Where(service => service["container_name"] is not null).Select(service => $"container {service["container_name"]}"),
            .. root["networks"]!.AsObject().Select(network => $"network {network.Value!["name"]}"),
            .. (root["volumes"]?.AsObject() ?? []).Select(volume => $"volume {volume.Value!["name"]}"),
            // The older version writes ADDRESS:PORT:CONTAINER/tcp, the newer one a mapping.
            .. services.SelectMany(service => service["ports"]?.AsArray() ?? []).Select(port => $"port {(port is JsonObject map ? map["published"] : port!.ToString().Split(':')[1])}"),
        ];
    }
}
