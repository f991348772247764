using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Publishing.Workflows;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The workflows of the repository.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class WorkflowTarget(string root)
{
    public PublishedDirectory Directory { get; } = new(Path.Combine(root, WorkflowFiles.Directory));

    /// <summary>The workflows of this model and of the sources in the repository.</summary>
    /// <exception cref="PublishingException">The sources of a service are not found.</exception>
    public IReadOnlyList<GeneratedFile> Render(SystemModel model) => WorkflowFiles.Render(model, PartReader.Read(model, root));

    /// <summary>Writes what changed. Without a change nothing is locked, so several processes can publish into directories of their own at once.</summary>
    /// <exception cref="PublishingException">A workflow was edited by hand.</exception>
    public IReadOnlyList<FileChange> Publish(IReadOnlyList<GeneratedFile> workflows, bool force) =>
        Directory.Compare(workflows).Count == 0 ? [] : Directory.Publish(workflows, force);
}
