using System.Text.RegularExpressions;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Rotation;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Tests.Deployment.Rotation;

/// <summary>What is known of each secret, against the files of the model.</summary>
public sealed partial class RotatedSecretTests
{
    [Fact]
    [Requirement("R181")]
    public void Every_secret_of_the_server_can_be_exchanged()
    {
        var script = Published.Text("init-secrets.sh");
        Assert.Equal(
            Made().Matches(script).Select(match => match.Groups[1].Value).Append("cloudflare-tunnel-token").Order(StringComparer.Ordinal),
            RotatedSecret.All.Select(secret => secret.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            Made().Matches(script).Where(match => match.Value.StartsWith("given", StringComparison.Ordinal)).Select(match => match.Groups[1].Value).Append("cloudflare-tunnel-token").Order(StringComparer.Ordinal),
            RotatedSecret.All.Where(secret => secret.IsGiven).Select(secret => secret.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>A service that has the file, or one composed of it, either takes the new value as it runs, or is the backend, or is restarted.</summary>
    [Fact]
    public void Every_service_that_reads_a_secret_gets_the_new_value()
    {
        string[] running = ["mongodb", "redis", "grafana"];
        foreach (var secret in RotatedSecret.All)
        {
            var files = Composed().Matches(Published.Text("init-secrets.sh")).Where(match => match.Groups[1].Value.Contains($" {secret.Name}\n", StringComparison.Ordinal)).Select(match => match.Groups[2].Value).Append(secret.Name).ToList();
            var readers = Readers(files).Except(running).Where(key => !key.StartsWith("wait-for-infra", StringComparison.Ordinal)).Select(key => key.Replace("-green", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
            string[] told = [.. secret.IsOfBackend ? ["backend"] : Array.Empty<string>(), .. secret.Restarted];
            Assert.Equal((secret.Name, string.Join(' ', told.Order(StringComparer.Ordinal))), (secret.Name, string.Join(' ', readers)));
        }
    }

    [Fact]
    public void The_table_of_the_page_names_what_is_touched()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));
        Assert.All(RotatedSecret.All, secret => Assert.Contains(page.Split('\n'), line => line.StartsWith($"| `{secret.Name}` | {string.Join(", ", SecretRotation.Touched(secret).Select(service => $"`{service}`"))} |", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_unknown_name_lists_those_that_there_are()
    {
        var fault = Assert.Throws<DeploymentException>(() => RotatedSecret.Find("mongo-password"));
        Assert.StartsWith("There is no secret 'mongo-password' that can be exchanged. These are: cloudflare-tunnel-token, first-admin-password, grafana-admin-password, mongodb-application-password,", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", "value")]
    [InlineData("value\n", "value")]
    [InlineData("value\r\n", "value")]
    public void A_line_end_behind_a_value_does_not_belong_to_it(string text, string value) => Assert.Equal(value, GivenValue.Checked("smtp-password", text));

    [Theory]
    [InlineData("", "The new value of smtp-password is empty.")]
    [InlineData("\n", "The new value of smtp-password is empty.")]
    [InlineData("a\nb", "The new value of smtp-password has a line end in it.")]
    [InlineData("a\n\n", "The new value of smtp-password has a line end in it.")]
    [InlineData("a\tb", "The new value of smtp-password has a control character in it.")]
    public void A_value_that_cannot_be_one_line_of_a_file_is_refused(string text, string says) =>
        Assert.Equal($"{says} Give it as one line of text.", Assert.Throws<DeploymentException>(() => GivenValue.Checked("smtp-password", text)).Message);

    [Fact]
    public async Task A_value_that_only_its_owner_has_is_read_from_the_file_that_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "https://hooks.test/1\n", TestContext.Current.CancellationToken);
            Assert.Equal("https://hooks.test/1", await GivenValue.ReadAsync(RotatedSecret.Find("slack-webhook-url"), file, TestContext.Current.CancellationToken));
            Assert.Null(await GivenValue.ReadAsync(RotatedSecret.Find("redis-password"), null, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    [Requirement("R181")]
    public void Status_shows_the_age_of_each_secret_the_oldest_first_and_warns_of_those_that_are_too_old()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var state = DeployedServer.Clean with { SecretTimes = new Dictionary<string, DateTimeOffset> { ["redis-password"] = now.AddDays(-3.5), ["mongodb-password"] = now.AddDays(-180), ["redis.users.acl"] = now } };
        Assert.Equal(
            [
                "Secret    mongodb-password                180 days  ! not exchanged for 180 days",
                "Secret    redis-password                    3 days",
            ],
            SecretAges.Lines(state, 180, now));
    }

    private static IEnumerable<string> Readers(IReadOnlyList<string> files) =>
        from name in new[] { DeployedServer.Infra, DeployedServer.Production, DeployedServer.Staging, "docker-compose.cloudflare.yml" }
        from service in Services(name)
        where service.Value is YamlMappingNode node && node.Children.TryGetValue("secrets", out var secrets) && ((YamlSequenceNode)secrets).Any(secret => files.Contains(((YamlScalarNode)secret["source"]).Value!))
        select ((YamlScalarNode)service.Key).Value!;

    private static YamlMappingNode Services(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Published.Text(file)));
        return (YamlMappingNode)stream.Documents[0].RootNode["services"];
    }

    [GeneratedRegex("^(?:generated|given) ([a-z0-9-]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Made();

    [GeneratedRegex("^\\{\n(.*?)\\} > \"\\$temporary\"\ncomposed (\\S+)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Composed();
}
