using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Updates;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

namespace CodiesVibe.Tests.Delivery.Updates;

/// <summary>Proposals in a repository of the test's own with a real git; scripts stand in for npm and for GitHub's command-line tool.</summary>
public sealed class UpdateProposalsTests : IAsyncLifetime
{
    private const string Props = """
        <Project>
          <PackageVersion Include="Jint" Version="4.18.0" />
          <PackageVersion Include="MailKit" Version="4.18.2" />
        </Project>

        """;

    private static readonly UpdateGroup s_nuGet = new(PackageSource.NuGet, true, [new("Jint", "4.18.0", "4.19.0")], []);
    private static readonly UpdateGroup s_npm = new(PackageSource.Npm, false, [new("vite", "8.3.8", "8.4.0")], []);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-updates-");
    private readonly List<string> _reported = [];

    private string Root => Path.Combine(_folder.FullName, "clone");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Root, "CodiesVibe.Frontend"));
        await File.WriteAllTextAsync(Path.Combine(Root, VersionFiles.NuGet), Props);
        await File.WriteAllTextAsync(Path.Combine(Root, "CodiesVibe.Frontend/package.json"), """{ "devDependencies": { "vite": "8.3.8" } }""");
        await File.WriteAllTextAsync(Path.Combine(Root, "CodiesVibe.Frontend/package-lock.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(Root, ".gitignore"), "obj/\n");
        await GitAsync(_folder.FullName, "init", "--quiet", "--bare", "origin.git");
        await GitAsync(Root, "init", "--quiet", "--initial-branch", "main");
        await GitAsync(Root, "remote", "add", "origin", Path.Combine(_folder.FullName, "origin.git"));
        await GitAsync(Root, "add", "--all");
        await GitAsync(Root, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "First");
        RunEnvironment.Stand(_folder, "npm", "echo \"$*\" > package-lock.json");
        RunEnvironment.Stand(_folder, "gh", $$"""
            cd '{{_folder.FullName}}'
            echo "$*" >> commands
            case "$1 $2" in
                'pr list') if [ -e "open-${4#updates/}" ]; then echo '[{"number":7}]'; else echo '[]'; fi ;;
                'pr create') touch "open-${4#updates/}" ;;
            esac
            """);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    [Fact]
    [Requirement("R198")]
    public async Task Each_group_is_one_branch_and_one_pull_request_and_never_two()
    {
        var examined = new List<string>();
        async Task ExamineAsync(string copy, PackageSource source, CancellationToken cancellationToken) =>
            examined.Add(await File.ReadAllTextAsync(Path.Combine(copy, source == PackageSource.NuGet ? VersionFiles.NuGet : "CodiesVibe.Frontend/package.json"), cancellationToken));

        Assert.Equal([s_nuGet, s_npm], await ProposeAsync(ExamineAsync));
        Assert.Equal([Props.Replace("4.18.0", "4.19.0", StringComparison.Ordinal), """{ "devDependencies": { "vite": "8.4.0" } }"""], examined);
        Assert.Equal(examined[0].TrimEnd(), await GitAsync(Root, "show", $"origin/updates/nuget-security:{VersionFiles.NuGet}"));
        Assert.Equal("install --package-lock-only --ignore-scripts --no-audit --no-fund", await GitAsync(Root, "show", "origin/updates/npm:CodiesVibe.Frontend/package-lock.json"));
        Assert.Equal("Vulnerable packages of NuGet are raised: Jint 4.18.0 → 4.19.0", await GitAsync(Root, "log", "-1", "--format=%s", "origin/updates/nuget-security"));
        Assert.Contains("\npr create --head updates/nuget-security --title Vulnerable packages of NuGet are raised: Jint 4.18.0 → 4.19.0 --body The versions that are used", await CommandsAsync(), StringComparison.Ordinal);

        // The working tree is as it was, and nothing is left of the copies.
        Assert.Equal("", await GitAsync(Root, "status", "--porcelain"));
        Assert.Single((await GitAsync(Root, "worktree", "list")).Split('\n'));

        Assert.Empty(await ProposeAsync(ExamineAsync));
        Assert.Equal(2, examined.Count);
        Assert.Equal(2, (await CommandsAsync()).Split('\n').Count(line => line.StartsWith("pr create", StringComparison.Ordinal)));
        Assert.Contains("npm: pull request 7 is still open", _reported);
    }

    [Fact]
    [Requirement("R198")]
    public async Task A_group_that_the_scans_refuse_is_not_pushed_and_the_others_are_proposed()
    {
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => ProposeAsync((_, source, _) => source == PackageSource.NuGet ? throw new DeliveryException("1 package has a licence that is not allowed.") : Task.CompletedTask));
        Assert.Equal("nuget-security was not proposed: 1 package has a licence that is not allowed.", fault.Message);
        Assert.Equal("refs/heads/updates/npm", await GitAsync(Path.Combine(_folder.FullName, "origin.git"), "for-each-ref", "--format=%(refname)"));
        Assert.DoesNotContain("pr create --head updates/nuget", await CommandsAsync(), StringComparison.Ordinal);
        Assert.Single((await GitAsync(Root, "worktree", "list")).Split('\n'));
    }

    [Fact]
    public async Task A_tool_that_fails_is_an_error_that_names_it()
    {
        RunEnvironment.Stand(_folder, "gh", "echo 'HTTP 403: Resource not accessible by integration' >&2; exit 1");
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => ProposeAsync((_, _, _) => Task.CompletedTask));
        Assert.StartsWith("nuget-security was not proposed: 'gh pr list' failed with exit code 1: HTTP 403: Resource not accessible by integration\nnpm was not proposed: ", fault.Message, StringComparison.Ordinal);
    }

    private string Program(string name) => Path.Combine(_folder.FullName, "programs", name);

    private Task<string> CommandsAsync() => File.ReadAllTextAsync(Path.Combine(_folder.FullName, "commands"), TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<UpdateGroup>> ProposeAsync(Func<string, PackageSource, CancellationToken, Task> examine) =>
        new UpdateProposals(Root, examine, _reported.Add, Program("npm"), Program("gh")).ProposeAsync([s_nuGet, s_npm], TestContext.Current.CancellationToken);

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var command = await Command.RunAsync("git", arguments, folder);
        Assert.True(command.ExitCode == 0, command.All);
        return command.Output.TrimEnd();
    }
}
