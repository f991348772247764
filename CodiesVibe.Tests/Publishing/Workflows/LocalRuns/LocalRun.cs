namespace CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

/// <summary>A workflow to run on this machine, in the words of GitHub.</summary>
/// <param name="File">Its file.</param>
/// <param name="Folder">A folder for what the run lays down.</param>
/// <param name="Source">The repository that it checks out.</param>
internal sealed record LocalRun(string File, string Folder, string Source)
{
    public IReadOnlyDictionary<string, string> Workflows { get; init; } = CommittedWorkflows.Texts;

    /// <summary>Whether it works in <see cref="Source"/> itself, as it is now, and not in a clone.</summary>
    public bool InPlace { get; init; }

    public string Event { get; init; } = "workflow_dispatch";

    public string Ref { get; init; } = "refs/heads/main";

    public string Sha { get; init; } = new('0', 40);

    public Dictionary<string, string> Inputs { get; init; } = [];

    public Dictionary<string, string> Vars { get; init; } = [];

    public Dictionary<string, string> Secrets { get; init; } = [];

    /// <summary>Who started it.</summary>
    public string Actor { get; init; } = "ada";

    /// <summary>The token of the jobs.</summary>
    public string Token { get; init; } = "";

    /// <summary>What the machine sets for every step beside what GitHub does.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];
}
