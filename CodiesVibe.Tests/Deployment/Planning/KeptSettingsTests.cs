using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Planning;

/// <summary>A deployment changes neither the environment of a directory nor the names of its data.</summary>
public sealed class KeptSettingsTests
{
    private static readonly EnvFile s_server = new("CODIESVIBE_ENVIRONMENT=production\nCOMPOSE_PROJECT_NAME=codiesvibe\n");

    [Theory]
    [Requirement("R086")]
    [InlineData("CODIESVIBE_ENVIRONMENT", "staging", "that of the environment 'production'. Set Deploy:Directory to another one for 'staging'.")]
    [InlineData("COMPOSE_PROJECT_NAME", "other", "COMPOSE_PROJECT_NAME is 'codiesvibe' on the server and cannot become 'other'")]
    [InlineData("NAME_PREFIX", "staging-", "NAME_PREFIX is '' on the server and cannot become 'staging-'")]
    public void A_change_of_what_its_data_is_found_by_is_refused(string name, string value, string message) => Assert.Contains(
        message, Assert.Throws<DeploymentException>(() => KeptSettings.Require(s_server, s_server.With(name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("PORT_80", "8080")]
    [InlineData("NAME_PREFIX", "")]
    public void Any_other_setting_may_change(string name, string value) => KeptSettings.Require(s_server, s_server.With(name, value));
}
