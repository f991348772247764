namespace CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

/// <summary>A stand-in for GitHub's command-line tool that knows one issue.</summary>
internal sealed class StandInIssues
{
    private readonly string _folder;

    /// <param name="folder">The folder of the run.</param>
    public StandInIssues(DirectoryInfo folder)
    {
        _folder = folder.FullName;
        RunEnvironment.Stand(folder, "gh", $$"""
            cd '{{_folder}}'
            echo "$*" >> commands
            case "$1 $2" in
                'issue list') if [ -e open ]; then echo '[{"number":7}]'; else echo '[]'; fi ;;
                'issue create') touch open ;;
                'issue close') rm open ;;
            esac
            """);
    }

    /// <summary>The tool.</summary>
    public string Program => Path.Combine(_folder, "programs", "gh");

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => File.Exists(Path.Combine(_folder, "open"));

    /// <summary>What the tool was asked to do.</summary>
    public string Commands => File.ReadAllText(Path.Combine(_folder, "commands"));
}
