using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Which release of another environment is fit to be promoted.</summary>
public sealed class PromotionTests
{
    private static readonly PromotionSource s_source = new("staging", "vps.test", 22, "~/codiesvibe-staging");

    private static ServerState Staging => DeployedServer.Clean with { Env = DeployedServer.Clean.Env.Replace("CODIESVIBE_ENVIRONMENT=production", "CODIESVIBE_ENVIRONMENT=staging", StringComparison.Ordinal) };

    [Fact]
    public void The_release_that_serves_is_promoted_by_its_digests()
    {
        var release = Promotion.Fit(Staging, s_source);
        Assert.Equal(("1.0.0", DeployedServer.Images("1.0.0")["backend"]), (release.Version, release.Images["backend"]));
    }

    [Fact]
    public void One_that_is_not_confirmed_or_not_healthy_is_refused()
    {
        var current = Staging.CurrentRelease!;
        var failed = current with { Number = 2, Version = "2.0.0", Outcome = new("backend-green is unhealthy.", new Dictionary<string, double>(), null, null) };
        Refuses(new ServerState(), "staging has no release in ~/codiesvibe-staging on vps.test.");
        Refuses(DeployedServer.Clean, "~/codiesvibe-staging on vps.test is the environment 'production', not 'staging'.");
        Refuses(Staging with { Activating = "2-2.0.0" }, "2-2.0.0 of staging is being put into service, or was interrupted.");
        Refuses(Staging with { Releases = [("switched", current with { Outcome = null })] }, "the release 1-1.0.0 of staging is not confirmed.");
        Refuses(Staging with { Releases = [("confirmed", current), ("returned", failed)] }, "the last release of staging, 2-2.0.0, did not come into service (returned).");
        Refuses(Staging.With("backend", container => container with { Health = "unhealthy" }), "the backend of staging is unhealthy.");
        Refuses(Staging.Without("frontend"), "the frontend of staging is missing.");
        Refuses(Staging.With("backend", container => container with { Image = "other:1" }), "the backend of staging is another image (other:1).");
    }

    private static void Refuses(ServerState state, string why) => Assert.Equal(
        $"Nothing is promoted: {why} See 'dotnet aspire do status -e staging'.", Assert.Throws<DeploymentException>(() => Promotion.Fit(state, s_source)).Message);
}
