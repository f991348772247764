using CodiesVibe.Deployment;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.State;

/// <summary>The output of inspect.sh is read correctly.</summary>
public sealed class ServerStateTests
{
    private const string Container =
        """{"Id":"1","Name":"/backend-green","RestartCount":2,"Config":{"Image":"r/b:1","Env":["A=@@ x"],"Labels":{"com.docker.compose.service":"backend-green","codiesvibe.version":"1.0.0"}},"State":{"Status":"running","ExitCode":0,"Health":{"Status":"starting","Log":[]}}}""";

    private static readonly string s_release = DeployedServer.Clean.CurrentRelease!.ToJson();

    private static readonly string s_text =
        $"""

        @@ current
        releases/1-1.0.0

        @@ activating

        @@ restoring
        data-20260301-120000.gz runs

        @@ backups
        backups/data-20260301-120000.gz 1536
        backups/data-20260302-120000.gz 2048
        backups/data-copy.gz 1

        @@ schedule
        5 23 * * * sh /root/codiesvibe/backups/scripts/scheduled.sh > /dev/null

        @@ failures
        codiesvibe_backup_failed{"{"}part="copy"{"}"} 1

        @@ releases
        staged {s_release.Replace("\"number\":1", "\"number\":10", StringComparison.Ordinal)}
        confirmed {s_release}

        @@ active
        backend-green

        @@ env
        # @@ a comment
        A=1

        @@ files
        {new string('a', 64)}  ./nginx/two  words.conf

        @@ secrets
        redis-password

        @@ ages
        1772366400 secrets/redis-password

        @@ certificate
        notAfter=Mar  5 09:08:07 2029 GMT
        subject=CN = example.org
        issuer=C = US, O = Authority, CN = R1

        @@ docker-compose.infra.yml
        services: {"{}"}

        @@ containers
        {Container}

        @@ networks
        bridge

        @@ network-kinds
        codiesvibe-data bridge true

        @@ volumes
        logs

        @@ listeners
        LISTEN 0 511 0.0.0.0:80 0.0.0.0:*

        @@ end

        """;

    [Fact]
    public void Every_section_is_read()
    {
        var state = ServerState.Parse(s_text);
        Assert.Equal(("1-1.0.0", null), (state.Current, state.Activating));
        Assert.Equal([new("0.0.0.0", 80, null, null)], state.Listeners);
        Assert.Equal(["data-20260302-120000.gz", "data-20260301-120000.gz"], state.Backups.Files.Select(file => file.Name));
        Assert.Equal((new TimeOnly(23, 5), null, ("data-20260301-120000.gz", true)), (state.Backups.At, state.Backups.Fault, state.Backups.Restoring));
        Assert.Equal("copy", Assert.Single(state.Backups.Failed));
        Assert.Equal([("confirmed", 1), ("staged", 10)], state.Releases.Select(entry => (entry.Phase, entry.Release.Number)));
        Assert.Equal(s_release, state.CurrentRelease!.ToJson());
        Assert.Equal("backend", Assert.Single(state.Green));
        Assert.Equal(("backend-green", "backend", "frontend", "frontend-green"), (state.ActiveKey("backend"), state.IdleKey("backend"), state.ActiveKey("frontend"), state.IdleKey("frontend")));
        Assert.Equal("# @@ a comment\nA=1\n", state.Env);
        Assert.Equal([("nginx/two  words.conf", new string('a', 64))], state.Files.Select(file => (file.Key, file.Value)));
        Assert.Equal("redis-password", Assert.Single(state.Secrets));
        Assert.Equal(new("redis-password", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)), Assert.Single(state.SecretTimes));
        Assert.Equal(new(new(2029, 3, 5, 9, 8, 7, TimeSpan.Zero), IsSelfSigned: false, null), state.Certificate);
        Assert.Equal("services: {}\n", state.ComposeFiles["docker-compose.infra.yml"]);
        var container = Assert.Single(state.Containers);
        Assert.Empty(container.Networks);
        Assert.Equal(new("backend-green", "backend-green", "r/b:1", "running", "starting", 0, 2, "1.0.0") { Networks = container.Networks }, container);
        Assert.Equal(("bridge", "logs"), (Assert.Single(state.Networks), Assert.Single(state.Volumes)));
    }

    [Fact]
    public void A_truncated_text_is_refused() => Assert.All(Enumerable.Range(0, s_text.Length - "\n@@ end\n".Length + 2), length =>
        Assert.Contains("could not be read whole", Assert.Throws<DeploymentException>(() => ServerState.Parse(s_text[..length])).Message, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("{\"number\":")]
    [InlineData("null")]
    [InlineData("{}")]
    public void A_damaged_record_is_named(string record) => Assert.Contains(
        "A release.json on the server cannot be read",
        Assert.Throws<DeploymentException>(() => ServerState.Parse(s_text.Replace($"confirmed {s_release}", $"confirmed {record}", StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    [Theory]
    [Requirement("R160")]
    [InlineData("running", null, 0, "mongodb", true, false)]
    [InlineData("running", "healthy", 0, "mongodb", true, false)]
    [InlineData("running", "starting", 0, "mongodb", false, false)]
    [InlineData("running", "unhealthy", 0, "mongodb", false, true)]
    [InlineData("exited", "healthy", 0, "mongodb", false, true)]
    [InlineData("restarting", null, 1, "mongodb", false, true)]
    [InlineData("paused", null, 0, "mongodb", false, true)]
    [InlineData("exited", null, 0, "wait-for-infra-green", true, false)]
    [InlineData("exited", null, 1, "wait-for-infra", false, true)]
    public void Only_a_working_container_is_well(string status, string? health, int code, string key, bool isWell, bool isIll)
    {
        var container = new ServerContainer(key, key, "image", status, health, code, 0, null);
        Assert.Equal((isWell, isIll), (container.IsWell, container.IsIll));
    }
}
