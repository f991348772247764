using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.External;

/// <summary>The files for a MongoDB server outside of the system: they have its connection string and nothing of a server of their own.</summary>
public sealed partial class ExternalMongoFilesTests(ExternalMongoPublished published) : IClassFixture<ExternalMongoPublished>
{
    private const string ConnectionString = "mongodb://app:p%40ss@db.example.net:27017/codiesvibe?authSource=admin&tls=true";

    public static TheoryData<int, string> Files => [.. ComposeText.Names.SelectMany(file => new[] { (ComposeProgram.One, file), (ComposeProgram.Two, file) })];

    /// <summary>What is left is the backend's: its metrics, its route, its alert, its gate and the form of a connection string.</summary>
    [Fact]
    [Requirement("R006")]
    public void Nothing_names_a_server_of_our_own()
    {
        Assert.DoesNotContain(published.Files, file => file.Path.StartsWith("mongo", StringComparison.Ordinal));
        Assert.All(
            published.Files.Where(file => file.Kind != FileKind.Link),
            file => Assert.Empty(Encoding.UTF8.GetString(file.Content.Span).Split('\n').Select(line => OfTheBackend().Replace(line, "")).Where(line => line.Contains("mongo", StringComparison.OrdinalIgnoreCase)).Select(line => $"{file.Path}: {line}")));
    }

    [Fact]
    public void Everything_else_is_as_it_is_with_a_server_of_our_own() => Assert.Equal(
        Published.Model.Services.Select(service => service.Name).Where(name => name != "mongodb"),
        published.Model.Services.Select(service => service.Name));

    [Fact]
    [Requirement("R006")]
    public void The_backend_and_its_gate_read_the_connection_string_from_a_secret_file()
    {
        var production = new ComposeText(published.Text("docker-compose.production.yml"));
        Assert.All(["backend", "wait-for-infra"], service => Assert.Contains(
            production[service]["secrets"]!.AsArray(), secret => (secret!["source"]!.ToString(), secret["target"]!.ToString()) == ("codiesvibe", "ConnectionStrings__codiesvibe")));
        Assert.EndsWith("/codiesvibe", production.Root["secrets"]!["codiesvibe"]!["file"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker-compose.production.yml", "wait-for-infra")]
    [InlineData("docker-compose.staging.yml", "wait-for-infra-green")]
    public void The_gate_waits_for_the_server_and_has_a_way_to_it(string file, string gate)
    {
        var service = new ComposeText(published.Text(file))[gate];
        Assert.Equal("mongodb,redis", ComposeText.Standard(service["environment"]!["WAIT_FOR"]));
        Assert.Equal(["codiesvibe-data", "codiesvibe-network"], ComposeText.Items(service["networks"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [Requirement("R006")]
    [MemberData(nameof(Files))]
    public async Task Both_versions_of_compose_accept_each_file(int version, string file)
    {
        using var folder = Prepared();
        Directory.CreateDirectory(folder.At("source"));
        await folder.PrepareAsync("CLOUDFLARE_TUNNEL_TOKEN_FILE=./secrets/token", "CODIESVIBE_SOURCE=./source");
        var config = await ComposeProgram.RunAsync(version, folder.Path, "-f", file, "config", "-q");
        Assert.Equal((0, ""), (config.ExitCode, config.All.Trim()));
    }

    [Fact]
    public async Task The_preparation_asks_for_the_connection_string_and_keeps_it()
    {
        using var folder = new PublishedFolder(published.Files);
        folder.WriteSettings();
        var missing = await folder.RunScriptAsync();
        Assert.Equal((1, "init-secrets.sh: ./secrets/codiesvibe is missing or empty. Write the connection string of codiesvibe to it, then run this script again."), (missing.ExitCode, missing.Errors));
        Assert.DoesNotContain("CODIESVIBE_SECRETS=.", folder.Read(".env"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder.At("secrets/codiesvibe"), ConnectionString, TestContext.Current.CancellationToken);
        var done = await folder.RunScriptAsync();
        Assert.True(done.ExitCode == 0, done.All);
        Assert.Equal(ConnectionString, folder.Read("secrets/codiesvibe"));
    }

    [Fact]
    public void The_readme_and_the_examples_say_where_the_connection_string_goes()
    {
        Assert.Contains("into `secrets/codiesvibe`", published.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("up -d redis`.", published.Text("README.md"), StringComparison.Ordinal);
        Assert.All(["production", "staging"], environment => Assert.Contains("the connection string of codiesvibe. It is a secret", published.Text($".env.{environment}.example"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Promtool_accepts_the_rules()
    {
        using var folder = new RenderedFolder(published.Files);
        var check = await folder.RunAsync("promtool", "check", "rules", "--lint-fatal", "prometheus/rules/services.yml", "prometheus/rules/host.yml");
        Assert.True(check.ExitCode == 0, check.All);
    }

    /// <summary>The app host starts itself for the manifest, and that process has the same setting.</summary>
    [Theory]
    [InlineData("--Mongo:External=true")]
    [InlineData("--Mongo:External", "true")]
    public async Task The_setting_of_the_command_line_decides_what_is_published(params string[] setting)
    {
        using var folder = new RenderedFolder(published.Files);
        var diff = await Command.RunAsync("dotnet", [SiteAppHost.Program, "--operation", "publish", "--step", "diff", "--output-path", folder.At("new"), .. setting], folder.Path, ("HOME", folder.Path));
        Assert.True(diff.ExitCode == 0, diff.All);
        Assert.Contains("docker-compose.infra.yml: would be", diff.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mongo-init.js", diff.Output, StringComparison.Ordinal);
    }

    private PublishedFolder Prepared()
    {
        var folder = new PublishedFolder(published.Files);
        Directory.CreateDirectory(folder.At("secrets"));
        File.WriteAllText(folder.At("secrets/codiesvibe"), ConnectionString);
        return folder;
    }

    [GeneratedRegex("""codiesvibe_mongodb_\w+|dependency=\\?"mongodb\\?"|service: mongodb|"MongoDB(: \w+)?"|/health/mongodb|MongoDb\w+|mongodb://|\$\{WAIT_FOR:-mongodb,redis\}|#WAIT_FOR=mongodb,redis|reach MongoDB|MongoDB has only|MongoDB is not part""")]
    private static partial Regex OfTheBackend();
}
