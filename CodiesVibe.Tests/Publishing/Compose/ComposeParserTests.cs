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
}
