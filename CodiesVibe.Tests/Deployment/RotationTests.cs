using CodiesVibe.Deployment.Rotation;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Secrets and networks of a server under load, and what interrupts their change. MongoDB is the emulator, Grafana a stand-in; Redis, the edge and the engine are real.</summary>
[Collection(nameof(DeploymentDrills))]
[Trait("Category", "Drill")]
public sealed class RotationTests(DeployV2Tests.Server server) : IClassFixture<DeployV2Tests.Server>
{
    /// <summary>Waits on the server, so that what follows it comes before the exchange has ended.</summary>
    private const string UntilMoved = "timeout 180 sh -c 'until grep -qs meanwhile releases/rotate/log; do sleep 0.05; done'";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;

    [Fact]
    [Requirement("R181", "R182")]
    [Trait("Drill", "Day")]
    public async Task Every_secret_is_exchanged_under_load_without_a_lost_request()
    {
        await _vps.RunAsync("cp -pR secrets secrets-before");
        var exchanged = await ExchangesAsync();
        var seen = new List<string>();
        await using (var load = await Load.StartAsync(_vps.Machine, requestsPerSecond: 100))
        {
            foreach (var secret in RotatedSecret.All)
            {
                var given = Path.Combine(_vps.Machine.Folder.FullName, secret.Name);
                await File.WriteAllTextAsync(given, $"https://given.test/{secret.Name}\n", TestContext.Current.CancellationToken);
                var watch = System.Diagnostics.Stopwatch.StartNew();
                seen.Add(await _laptop.RunAsync("rotate-secret", [$"Secret={secret.Name}", .. secret.IsGiven ? [$"SecretFile={given}"] : Array.Empty<string>()]));
                TestContext.Current.TestOutputHelper?.WriteLine($"{secret.Name}: {watch.Elapsed.TotalSeconds:0.0} s");
                Assert.Empty(load.Lost);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{load.Answered} requests, 0 lost");
        }

        // Nothing but the new one is accepted.
        var asked = await _vps.RunAsync($"id=$(docker ps -q --filter label=com.docker.compose.service=redis); for set in secrets-before secrets; do tr -d '\\n' < $set/redis-password | docker exec -i $id sh -c 'REDISCLI_AUTH=$(cat) redis-cli --no-auth-warning --user codiesvibe acl whoami 2>&1 | tr \"\\n\" \" \"; echo'; done");
        Assert.Matches("^[^\n]*WRONGPASS[^\n]*\ncodiesvibe $", asked);
        Assert.Equal(await _vps.RunAsync("cat secrets/grafana-admin-password"), await _vps.RunAsync("docker exec grafana cat /var/lib/grafana/admin-password"));
        Assert.Contains("\"redis\"", await _vps.GetAsync("/health/redis"), StringComparison.Ordinal);
        Assert.DoesNotContain("503", await _vps.GetAsync("/health/mongodb"), StringComparison.Ordinal);
        // The users of a backup and of a new container are those, too.
        Assert.Contains("Saved backups/data-", await _laptop.RunAsync("backup"), StringComparison.Ordinal);
        await _laptop.RunAsync("restart");
        await _laptop.RunAsync("deploy", "Version=2.0.0", "Secrets=server");
        await _laptop.RunAsync("rollback");
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());

        // A value is nowhere but in the files.
        Assert.Equal("", await _vps.RunAsync("for set in secrets-before secrets; do for secret in $(find $set -maxdepth 1 -type f -size +12c -name '*password'); do grep -rlF \"$(cat \"$secret\")\" releases audit.log backups state .env || true; done; done"));
        Assert.Equal("", await _vps.RunAsync("(docker inspect $(docker ps --all --quiet); for each in $(docker ps --all --quiet); do docker logs $each 2>&1; done) > all; for set in secrets-before secrets; do for secret in $(find $set -maxdepth 1 -type f -size +12c -name '*password'); do grep -qF \"$(cat \"$secret\")\" all && echo \"$secret\"; done; done; rm -rf all secrets-before; true"));
        var values = await _vps.RunAsync("for secret in secrets/*password; do cat $secret; echo; done");
        Assert.All(values.Split('\n', StringSplitOptions.RemoveEmptyEntries), value => Assert.DoesNotContain(seen, printed => printed.Contains(value, StringComparison.Ordinal)));
        Assert.Equal(exchanged + RotatedSecret.All.Count, await ExchangesAsync());
    }

    [Theory]
    [Requirement("R181")]
    [InlineData("mongodb-application-password")]
    [InlineData("redis-password")]
    public async Task An_exchange_that_is_killed_in_the_middle_is_undone_whole(string secret)
    {
        var before = await SecretsAsync();
        await using (var load = await Load.StartAsync(_vps.Machine, requestsPerSecond: 100))
        {
            await _vps.RunAsync("rm -f releases/rotate/log");
            await using var rotation = _laptop.Start("rotate-secret", $"Secret={secret}");
            await _vps.RunAsync($"{UntilMoved}; kill -9 -- -$(ps -o sid= -p $(cat releases/rotate/process) | tr -d ' ')");
            await rotation.EndAsync();
            Assert.Equal(1, rotation.ExitCode);
            Assert.Contains("Unfinished rotate", await _laptop.RunAsync("status"), StringComparison.Ordinal);
            // The next command that takes the lock ends it.
            Assert.Contains("The command 'rotate' was interrupted. Ending that first", await _laptop.RunAsync("repair-network"), StringComparison.Ordinal);
            Assert.Empty(load.Lost);
            TestContext.Current.TestOutputHelper?.WriteLine($"{load.Answered} requests, 0 lost");
        }

        Assert.Equal(before, await SecretsAsync());
        Assert.DoesNotContain("Unfinished", await _laptop.RunAsync("status"), StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
        // A backend that starts now logs in with what the files hold.
        await _laptop.RunAsync("restart", "Restart=backend");
    }

    [Fact]
    [Requirement("R181")]
    public async Task An_exchange_goes_on_when_the_link_is_cut()
    {
        var before = await SecretsAsync();
        await using (var load = await Load.StartAsync(_vps.Machine, requestsPerSecond: 100))
        {
            await _vps.RunAsync("rm -f releases/rotate/log");
            await using (var rotation = _laptop.Start("rotate-secret", "Secret=mongodb-application-password"))
            {
                await _vps.RunAsync(UntilMoved);
                await rotation.KillAsync();
            }

            await _vps.UntilNobodyDeploysAsync();
            Assert.Empty(load.Lost);
        }

        Assert.NotEqual(before, await SecretsAsync());
        Assert.EndsWith(" rotated mongodb-application-password", (await _vps.RunAsync("tail -n 1 audit.log")).Trim(), StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }

    [Fact]
    [Requirement("R203")]
    public async Task Containers_that_are_detached_from_a_network_are_attached_again_and_nothing_else_is_touched()
    {
        Assert.Contains("All networks are there, and all containers are on theirs.", await _laptop.RunAsync("repair-network"), StringComparison.Ordinal);
        var started = await _vps.RunAsync("docker inspect --format '{{.State.StartedAt}}' $(docker ps --all --quiet)");
        await _vps.RunAsync("docker network disconnect codiesvibe-data mongodb; docker network disconnect codiesvibe-network nginx");
        await Eventually.BecomesTrueAsync("the site is away", s_patience, async () => !(await IsHealthyAsync()));
        var printed = await _laptop.RunAsync("repair-network");
        Assert.Contains("~ mongodb: is attached to codiesvibe-data", printed, StringComparison.Ordinal);
        Assert.Contains("~ nginx: is attached to codiesvibe-network", printed, StringComparison.Ordinal);
        Assert.Contains("The networks are mended.", printed, StringComparison.Ordinal);
        await Eventually.BecomesTrueAsync("the site is back", s_patience, IsHealthyAsync);

        // A network that is gone, with all that was on it.
        await _vps.RunAsync("for each in $(docker network inspect --format '{{range .Containers}}{{.Name}} {{end}}' codiesvibe-data); do docker network disconnect --force codiesvibe-data $each; done; docker network rm codiesvibe-data");
        Assert.Contains("+ network codiesvibe-data: is missing, and is created", await _laptop.RunAsync("repair-network"), StringComparison.Ordinal);
        await Eventually.BecomesTrueAsync("the site is back", s_patience, IsHealthyAsync);
        Assert.Equal(started, await _vps.RunAsync("docker inspect --format '{{.State.StartedAt}}' $(docker ps --all --quiet)"));
        Assert.Equal("true", (await _vps.RunAsync("docker network inspect --format '{{.Internal}}' codiesvibe-data")).Trim());
        // Compose knows the network as its own.
        await _laptop.RunAsync("deploy", "Version=2.0.0", "Secrets=server");
        await _laptop.RunAsync("rollback");
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            return (await _vps.GetAsync("/api/health")).StartsWith('{');
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Task<string> SecretsAsync() => _vps.RunAsync("find secrets -maxdepth 1 -type f -exec sha256sum {} + | sort -k 2");

    private async Task<int> ExchangesAsync() => int.Parse(await _vps.RunAsync("grep -c ' rotated ' audit.log || true"), System.Globalization.CultureInfo.InvariantCulture);
}
