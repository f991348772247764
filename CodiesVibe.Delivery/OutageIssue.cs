using System.Text.Json;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery;

/// <summary>One issue for as long as the site is ill: opened by the first run that finds it so, closed by the first that finds it well.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="program">The name or path of GitHub's command-line tool.</param>
public sealed class OutageIssue(string root, string program = "gh")
{
    private const string Label = "outage";

    /// <summary>Opens or closes it.</summary>
    /// <param name="stages">How the probes ended.</param>
    /// <param name="pipeline">The name of the workflow.</param>
    /// <param name="run">The address of its run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What has changed.</returns>
    /// <exception cref="DeliveryException">GitHub's command-line tool is missing, or it failed.</exception>
    public async Task<OutageChange> UpdateAsync(StageResults stages, string pipeline, string run, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        switch (stages.Failed.Count > 0, open)
        {
            case (true, null):
                await RunAsync(cancellationToken, "label", "create", Label, "--force", "--description", "The site does not answer as it should");
                await RunAsync(cancellationToken, "issue", "create", "--label", Label, "--title", $"{pipeline}: {string.Join(", ", stages.Failed)} failed", "--body", $"{stages.Describe(pipeline, run)}\n\nThe run that finds it well again closes this issue.");
                return OutageChange.Began;

            // Where no site was asked, nobody knows.
            case (false, { } number) when stages.HasSucceeded:
                await RunAsync(cancellationToken, "issue", "close", $"{number}", "--comment", stages.Describe(pipeline, run));
                return OutageChange.Ended;

            default:
                return OutageChange.None;
        }
    }

    private async Task<int?> OpenAsync(CancellationToken cancellationToken)
    {
        var text = await RunAsync(cancellationToken, "issue", "list", "--label", Label, "--state", "open", "--limit", "1", "--json", "number");
        try
        {
            using var issues = JsonDocument.Parse(text);
            return issues.RootElement.EnumerateArray().Select(issue => (int?)issue.GetProperty("number").GetInt32()).FirstOrDefault();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new DeliveryException($"The reply of 'gh issue list' is not understood: {exception.Message} Run it by hand to see its reply.");
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var ended = await ScanProgram.RunAsync(program, "Install GitHub's command-line tool (https://cli.github.com), or let the workflow do it.", root, cancellationToken, arguments);
        return ended.ExitCode == 0
            ? ended.Output
            : throw new DeliveryException($"'gh {arguments[0]} {arguments[1]}' failed with exit code {ended.ExitCode}: {ended.Errors.Trim().TrimEnd('.')}. The token in GH_TOKEN needs the permission 'issues: write'.");
    }
}

/// <summary>What a run of the monitoring has changed.</summary>
public enum OutageChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It found the site ill for the first time.</summary>
    Began,

    /// <summary>It found the site well again.</summary>
    Ended,
}
