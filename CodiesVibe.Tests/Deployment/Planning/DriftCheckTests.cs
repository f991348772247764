using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Planning;

/// <summary>Manual changes of a server, one at a time.</summary>
public sealed class DriftCheckTests
{
    private static readonly Dictionary<string, (Func<ServerState, ServerState> Change, string Subject, string What)> s_changes = new()
    {
        ["edited file"] = (state => state with { Files = new Dictionary<string, string>(state.Files) { ["prometheus/prometheus.yml"] = "0" } }, "prometheus/prometheus.yml", "was edited on the server"),
        ["missing file"] = (state => state with { Files = state.Files.Where(file => file.Key != "redis/redis.conf").ToDictionary() }, "redis/redis.conf", "is missing"),
        ["foreign file"] = (state => state with { Files = new Dictionary<string, string>(state.Files) { ["nginx/mine.conf"] = "0" } }, "nginx/mine.conf", "is not part of the release"),
        ["version setting"] = (state => state with { Env = new EnvFile(state.Env).With("VERSION", "9").Text }, "VERSION", "the env file says 9, the release is 1.0.0"),
        ["image setting"] = (state => state with { Env = new EnvFile(state.Env).With("BACKEND_IMAGE", "").Text }, "BACKEND_IMAGE", "the env file says nothing"),
        ["foreign container"] = (state => state with { Containers = [.. state.Containers, new("adminer", "adminer", "adminer:5", "running", null, 0, 0, null)] }, "adminer", "no file describes (adminer:5)"),
        ["changed image"] = (state => state.With("backend", container => container with { Image = "registry.test/codiesvibe-backend:mine" }), "backend", "serves from registry.test/codiesvibe-backend:mine"),
        ["stopped slot"] = (state => state.With("frontend", DeployedServer.Stopped), "frontend", "does not run"),
        ["missing slot"] = (state => state.Without("backend"), "backend", "does not run"),
        ["missing container"] = (state => state.Without("redis"), "redis", "has no container"),
        ["missing edge"] = (state => state.Without("nginx-exporter"), "nginx-exporter", "has no container"),
        ["stopped container"] = (state => state.With("mongodb", DeployedServer.Stopped), "mongodb", "is exited with code 0"),
        ["unhealthy container"] = (state => state.With("redis", container => container with { Health = "unhealthy" }), "redis", "is unhealthy"),
        ["infrastructure's image"] = (state => state.With("mongodb", container => container with { Image = "mongo:6" }), "mongodb", "runs mongo:6"),
        ["edge's image"] = (state => state.With("nginx", container => container with { Image = "nginx:1.27" }), "nginx", "runs nginx:1.27"),
        ["missing volume"] = (state => state with { Volumes = state.Volumes.Where(volume => volume != "mongodb-data").ToHashSet() }, "mongodb-data", "volume is missing"),
        ["missing network"] = (state => state with { Networks = state.Networks.Where(network => network != "codiesvibe-data").ToHashSet() }, "codiesvibe-data", "network is missing"),
        ["interrupted activation"] = (state => state with { Activating = "2-2.0.0" }, "2-2.0.0", "was interrupted"),
    };

    private static readonly Dictionary<string, Func<ServerState, ServerState>> s_harmless = new()
    {
        ["nothing"] = state => state,
        ["served by the other slots"] = _ => DeployedServer.InGreen(),
        ["a first health check to come"] = state => state.With("redis", container => container with { Health = "starting" }),
        ["an optional container"] = state => state with { Containers = [.. state.Containers, new("cadvisor", "cadvisor", "cadvisor", "running", "healthy", 0, 0, null)] },
        ["a second container of a slot"] = state => state with { Containers = [.. state.Containers, state.ContainersOf("backend").Single() with { Name = "codiesvibe-backend-2" }] },
        ["the tunnel"] = state => state with { Containers = [.. state.Containers, new("cloudflared", "cloudflared", "cloudflared", "running", "healthy", 0, 0, null)] },
        ["other networks and volumes"] = state => state with { Networks = state.Networks.Append("other").ToHashSet(), Volumes = state.Volumes.Append("other").ToHashSet() },
        ["a file beside those of the release"] = state => state with { Files = new Dictionary<string, string>(state.Files) { ["notes.txt"] = "0" } },
        ["a setting of the server's own"] = state => state with { Env = new EnvFile(state.Env).With("CLOUDFLARE_TUNNEL_TOKEN_FILE", "./secrets/token").Text },
    };

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    public static TheoryData<string> Harmless => [.. s_harmless.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Exactly_the_change_is_found(string name)
    {
        var (change, subject, what) = s_changes[name];
        var drift = Assert.Single(DriftCheck.Of(change(DeployedServer.Clean)));
        Assert.Equal(subject, drift.Subject);
        Assert.Contains(what, drift.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void An_expected_state_is_not_drift(string name) => Assert.Empty(DriftCheck.Of(s_harmless[name](DeployedServer.Clean)));

    [Fact]
    public void Networks_and_volumes_are_looked_for_by_the_names_of_the_env_file()
    {
        var state = DeployedServer.Clean with { Env = new EnvFile(DeployedServer.Clean.Env).With("NAME_PREFIX", "staging-").Text };
        Assert.Contains(DriftCheck.Of(state), drift => drift.Subject == "staging-mongodb-data");
        Assert.Empty(DriftCheck.Of(state with
        {
            Networks = state.Networks.Select(name => $"staging-{name}").ToHashSet(),
            Volumes = state.Volumes.Select(name => $"staging-{name}").ToHashSet(),
        }));
    }

    [Fact]
    public void A_server_without_a_release_has_no_drift() => Assert.Empty(DriftCheck.Of(new ServerState()));

    [Fact]
    public void A_change_of_the_next_release_is_not_drift() => Assert.Empty(DeployedServer.Plan(
        DeployedServer.Clean,
        published: DeployedServer.Edited(DeployedServer.Infra, text => text.Replace("mongo:7.0.43", "mongo:8", StringComparison.Ordinal).Replace("\n  redis:\n", "\n  cache:\n", StringComparison.Ordinal))).Drifts);
}
