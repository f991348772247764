using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Deployment;

/// <summary>
/// Releases and servers that fail: the old version keeps serving, no acknowledged write is lost, the error explains the failure, and the next
/// deployment succeeds.
/// </summary>
[Collection(nameof(DeploymentTests))]
public sealed partial class FaultTests(DeployV2Tests.Server server) : IAsyncDisposable
{
    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;
    private readonly AcknowledgedWrites _writes = new(server.Vps);

    [Theory]
    [Requirement("R084", "R138", "R140", "R161")]
    [InlineData("crashes", """ENTRYPOINT ["dotnet", "/nowhere.dll"]""", "", "backend-green does not keep running", "nowhere.dll")]
    [InlineData("lacks-a-secret", "ENV DOTNET_STARTUP_HOOKS=/run/secrets/not-there.dll", "", "backend-green does not keep running", "/run/secrets/not-there.dll", Traits = ["Category", "Drill"])]
    [InlineData("hangs", "", """ENTRYPOINT ["sleep", "600"]""", "frontend-green is unhealthy.", "| health check: wget: ", Traits = ["Category", "Drill"])]
    [InlineData("fails-later", "", """RUN sed -i 's|access_log off;|access_log /tmp/asked;|' /etc/nginx/nginx.conf""" + "\n" + """ENTRYPOINT ["sh", "-c", "nginx -g 'daemon off;' & until grep -qs version.json /tmp/asked; do sleep 0.2; done; sleep 15; kill $!; sleep 600"]""", "passed its verification, but not", "does not answer with success", Traits = ["Category", "Drill"])]
    [InlineData("answers-500", "", """RUN sed -i 's|location / {|location / { if ($http_x_request_id) { return 500; }|' /etc/nginx/nginx.conf""", "does not pass its verification", "  / does not answer with success")]
    [InlineData("cannot-run", "", """RUN printf 'code of another processor' > /program && chmod +x /program && true""" + "\n" + """ENTRYPOINT ["/program"]""", "does not keep running", "exec format error", Traits = ["Category", "Drill"])]
    [InlineData("lies", "ENV SERVICE_VERSION=0.9.0", "", "has the version 0.9.0, not lies", "--build-arg VERSION=lies", Traits = ["Category", "Drill"])]
    public async Task A_bad_release_never_takes_the_site_away(string version, string backend, string frontend, string error, string detail)
    {
        await Versions.PushAsync(_vps.Machine.Docker, version, backend, frontend);
        await using (var load = await Load.StartAsync(_vps.Machine, "/api/tools?pageSize=1"))
        {
            var printed = await _laptop.FailAsync("deploy", $"Version={version}", "Timeouts:Containers=60", "Timeouts:Endpoints=10", "Timeouts:Observation=60");
            // With all that was printed, to see what was said in its place.
            Assert.True(printed.Contains(error, StringComparison.Ordinal) && printed.Contains(detail, StringComparison.Ordinal), printed);
            Assert.Empty(load.Lost);
        }

        await CheckOldServesAsync();
        Assert.DoesNotContain(await _vps.ContainersAsync(), container => container.Config["Image"]!.ToString().Contains($":{version}@", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("R136", "R151")]
    public async Task A_version_that_the_registry_lacks_is_refused_before_the_server_is_asked()
    {
        var printed = await _laptop.FailAsync("deploy", "Version=9.9.9");
        Assert.Contains("no image 'test/codiesvibe-frontend' with the tag '9.9.9'", printed, StringComparison.Ordinal);
        Assert.Contains("dotnet aspire do push-images", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Connected", printed, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R140")]
    [InlineData("Starting backend-green", Traits = ["Category", "Drill"])]
    [InlineData("Waiting for the verdict")]
    public async Task When_the_deployer_is_killed_the_server_returns_by_itself(string moment)
    {
        await using (var load = await Load.StartAsync(_vps.Machine))
        {
            await using (var deployer = _laptop.Start("deploy", "Version=2.0.0", "Timeouts:Confirmation=4", "Timeouts:Observation=60"))
            {
                await deployer.PrintsAsync(moment);
                await deployer.KillAsync();
            }

            Assert.Contains("Another deployment is in progress", await _laptop.FailAsync("deploy", "Version=2.0.0"), StringComparison.Ordinal);
            await _vps.UntilNobodyDeploysAsync();
            Assert.Empty(load.Lost);
        }

        await CheckOldServesAsync();
    }

    /// <summary>As many deployments compete for the lock alone in <see cref="Server.LockScriptTests"/>.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    public async Task Of_eight_concurrent_deployments_one_wins_and_the_others_name_it()
    {
        var commands = Enumerable.Range(0, 8).Select(_ => _laptop.Start("deploy", "Version=2.0.0")).ToList();
        await Task.WhenAll(commands.Select(command => command.EndAsync()));
        Assert.Single(commands, command => command.ExitCode == 0);
        Assert.All(commands.Where(command => command.ExitCode != 0), command => Assert.Matches("(?s)Another deployment is in progress:.*owner: .*version: 2.0.0.*since: ", command.All));
        await _laptop.RunAsync("rollback");
        await CheckOldServesAsync();
    }

    [Fact]
    public async Task A_full_disk_leaves_everything_as_it_was()
    {
        await _vps.RunAsync("mount -t tmpfs -o size=4k tmpfs backups");
        try
        {
            var printed = await _laptop.FailAsync("deploy", "Version=2.0.0");
            Assert.Contains("No space left on device", printed, StringComparison.Ordinal);
            Assert.Contains("Nothing that serves was changed", printed, StringComparison.Ordinal);
        }
        finally
        {
            await _vps.RunAsync("umount backups");
        }

        await CheckOldServesAsync();
    }

    /// <summary>It builds both images again, which takes minutes.</summary>
    [Fact]
    [Requirement("R152")]
    [Trait("Category", "Drill")]
    public async Task Without_a_registry_the_server_builds_the_commit()
    {
        await using (var git = Command.Start("git", ["status", "--porcelain"], Repository.Root))
        {
            await git.EndAsync();
            Assert.SkipWhen(git.Output.Length > 0, "The server builds a commit, but the working tree has changes.");
        }

        await ProductionImages.MakeBasesAsync(_vps.Machine.Docker);
        await _vps.StopRegistryAsync();
        try
        {
            var printed = await _laptop.RunAsync("deploy", "BuildOnServer=true", "Timeouts:Containers=60");
            Assert.Contains("codiesvibe-backend", printed, StringComparison.Ordinal);
            var (frontend, backend) = await _vps.VersionsAsync();
            Assert.Matches("^[0-9a-f]{12}$", backend);
            Assert.Equal(backend, frontend);
        }
        finally
        {
            await _vps.StartRegistryAsync();
        }

        await _laptop.RunAsync("rollback");
        await CheckOldServesAsync();
    }

    /// <summary>The new backend may not create the indexes that its migration needs.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_migration_that_fails_is_explained_and_the_old_version_keeps_serving()
    {
        await using var database = new VpsDatabase(_vps);
        await database["schema"].UpdateOneAsync(
            new BsonDocument("_id", "version"), new BsonDocument("$set", new BsonDocument("value", 0)), cancellationToken: TestContext.Current.CancellationToken);
        await database.Admin.RunCommandAsync<BsonDocument>(BsonDocument.Parse(
            """
            { updateRole: "codiesvibe", roles: [], privileges: [
              { resource: { db: "codiesvibe", collection: "tools" }, actions: ["find", "insert", "update"] },
              { resource: { db: "codiesvibe", collection: "schema" }, actions: ["find", "insert", "update"] },
              { resource: { cluster: true }, actions: ["serverStatus"] } ] }
            """), cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            var printed = await _laptop.FailAsync("deploy", "Version=2.0.0", "Service=backend", "Timeouts:Containers=20");
            Assert.Contains("MongoDB refuses a command: not authorized", printed, StringComparison.Ordinal);
            Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
        }
        finally
        {
            // As the script itself says.
            await _vps.RunAsync("""docker exec mongodb mongosh --quiet codiesvibe --eval "db.getSiblingDB('admin').auth('admin', cat('/run/secrets/mongodb-password')); load('/docker-entrypoint-initdb.d/mongo-init.js')" """);
        }

        await CheckOldServesAsync();
    }

    public ValueTask DisposeAsync() => _writes.DisposeAsync();

    private async Task CheckOldServesAsync()
    {
        await _writes.CheckAsync();
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
        Assert.Contains("Nothing would change", await _laptop.RunAsync("deploy", "Version=1.0.0"), StringComparison.Ordinal);
    }
}
