using System.Text.Json;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery.Updates;

/// <summary>Proposes updates, each group as a branch with a pull request.</summary>
/// <param name="root">The repository's root, whose working tree stays as it is.</param>
/// <param name="examine">Examines the packages of a copy of the repository with the new versions; it throws where they must not be proposed.</param>
/// <param name="report">Told of each group.</param>
/// <param name="npm">The name or path of npm.</param>
/// <param name="gh">The name or path of GitHub's command-line tool.</param>
internal sealed class UpdateProposals(string root, Func<string, PackageSource, CancellationToken, Task> examine, Action<string> report, string npm = "npm", string gh = "gh")
{
    /// <summary>Proposes each group that has no open pull request.</summary>
    /// <returns>The groups that were proposed.</returns>
    /// <exception cref="DeliveryException">A group could not be proposed; all others were.</exception>
    public async Task<IReadOnlyList<UpdateGroup>> ProposeAsync(IEnumerable<UpdateGroup> groups, CancellationToken cancellationToken)
    {
        var (proposed, faults) = (new List<UpdateGroup>(), new List<string>());
        foreach (var group in groups)
        {
            try
            {
                if (await OpenAsync(group, cancellationToken) is { } number)
                {
                    report($"{group.Name}: pull request {number} is still open");
                    continue;
                }

                await ProposeAsync(group, cancellationToken);
                proposed.Add(group);
                report($"{group.Name}: proposed {string.Join(", ", group.Updates)}");
            }
            catch (DeliveryException exception)
            {
                faults.Add($"{group.Name} was not proposed: {exception.Message}");
            }
        }

        return faults.Count == 0 ? proposed : throw new DeliveryException(string.Join('\n', faults));
    }

    private async Task<int?> OpenAsync(UpdateGroup group, CancellationToken cancellationToken)
    {
        var text = await RunAsync(gh, root, cancellationToken, "pr", "list", "--head", group.Branch, "--state", "open", "--limit", "1", "--json", "number");
        try
        {
            return JsonSerializer.Deserialize<List<PullRequest>>(text, JsonSerializerOptions.Web)?.FirstOrDefault()?.Number;
        }
        catch (JsonException exception)
        {
            throw new DeliveryException($"The reply of 'gh pr list' is not understood: {exception.Message} Run it by hand to see its reply.");
        }
    }

    private async Task ProposeAsync(UpdateGroup group, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(root, "obj", $"update-{Guid.NewGuid():N}");
        await RunAsync("git", root, cancellationToken, "worktree", "add", "--quiet", "--detach", copy, "HEAD");
        try
        {
            await RaiseAsync(copy, group, cancellationToken);
            await examine(copy, group.Source, cancellationToken);
            await RunAsync("git", copy, cancellationToken, "-c", "user.name=Dependency updates", "-c", "user.email=updates@localhost", "commit", "--quiet", "--all", "--message", group.Title);
            // A branch without an open pull request is a left-over. The account is that of gh.
            await RunAsync("git", copy, cancellationToken, "-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential", "push", "--quiet", "--force", "origin", $"HEAD:refs/heads/{group.Branch}");
            await RunAsync(gh, copy, cancellationToken, "pr", "create", "--head", group.Branch, "--title", group.Title, "--body", group.Body);
        }
        finally
        {
            await RunAsync("git", root, CancellationToken.None, "worktree", "remove", "--force", copy);
        }
    }

    private async Task RaiseAsync(string copy, UpdateGroup group, CancellationToken cancellationToken)
    {
        if (group.Source == PackageSource.NuGet)
        {
            await ChangeAsync(Path.Combine(copy, VersionFiles.NuGet), text => VersionFiles.RaiseNuGet(text, group.Updates), cancellationToken);
            return;
        }

        var folder = Path.Combine(copy, DependencyScan.FrontendFolder);
        await ChangeAsync(Path.Combine(folder, "package.json"), text => VersionFiles.RaiseNpm(text, group.Updates), cancellationToken);
        await RunAsync(npm, folder, cancellationToken, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static async Task ChangeAsync(string file, Func<string, string> change, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(file, change(await File.ReadAllTextAsync(file, cancellationToken)), cancellationToken);

    private static async Task<string> RunAsync(string program, string directory, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var name = Path.GetFileName(program);
        var ended = await ScanProgram.RunAsync(program, $"Install {name}, or let the workflow do it.", directory, cancellationToken, arguments);
        return ended.ExitCode == 0
            ? ended.Output
            : throw new DeliveryException($"'{name} {string.Join(' ', arguments.Where(argument => !argument.StartsWith('-') && !argument.Contains('=', StringComparison.Ordinal)).Take(2))}' failed with exit code {ended.ExitCode}: {ended.Errors.Trim()}");
    }

    private sealed record PullRequest(int Number);
}
