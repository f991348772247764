using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Secrets;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Secrets;

/// <summary>Secrets that are given with a deployment. The deployments to a real server show that they reach the server, and nothing else.</summary>
public sealed class GivenSecretsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("codiesvibe-secrets-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Requirement("R180")]
    public void Variables_with_the_prefix_are_secrets_and_others_are_not() => Assert.Equal(
        ["grafana-admin-password", "redis-password"],
        GivenSecrets.From(Variables(("CODIESVIBE_SECRET_REDIS_PASSWORD", "a"), ("CODIESVIBE_SECRET_GRAFANA_ADMIN_PASSWORD", "b"), ("PATH", "/bin")), Published.Files).Names);

    [Fact]
    public void Files_are_secrets_by_their_names_and_hidden_ones_are_not()
    {
        Write("slack-webhook-url", "https://hooks.test/1\r\n");
        Write("..data", "");
        Assert.Equal([new("slack-webhook-url", "https://hooks.test/1")], new DirectorySecrets(_directory.FullName).Read(["slack-webhook-url", "redis-password"]));
    }

    [Fact]
    public void Without_a_source_nothing_is_given() => Assert.Empty(GivenSecrets.From(null, Published.Files).Names);

    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_listed()
    {
        Write("redis-pasword", "a");
        Assert.Contains("redis-pasword' is not named like a secret", Error(new DirectorySecrets(_directory.FullName)), StringComparison.Ordinal);
        var error = Error(Variables(("CODIESVIBE_SECRET_REDIS", "a")));
        Assert.Contains("CODIESVIBE_SECRET_REDIS does not name a secret", error, StringComparison.Ordinal);
        Assert.Contains("CODIESVIBE_SECRET_MONGODB_PASSWORD, ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void A_value_that_no_secret_can_have_is_refused_without_being_shown(string value)
    {
        var error = Error(Variables(("CODIESVIBE_SECRET_REDIS_PASSWORD", value)));
        Assert.StartsWith("The secret redis-password is empty or has a control character", error, StringComparison.Ordinal);
        Assert.DoesNotContain("two", error, StringComparison.Ordinal);
    }

    private static EnvironmentSecrets Variables(params (string Name, string Value)[] variables) => new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));

    private static string Error(ISecretSource source) => Assert.Throws<DeploymentException>(() => GivenSecrets.From(source, Published.Files)).Message;

    private void Write(string name, string value) => File.WriteAllText(Path.Combine(_directory.FullName, name), value);
}
