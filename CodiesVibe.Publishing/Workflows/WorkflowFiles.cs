using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>The workflows of GitHub, as a pure function of the model and of what its parts are built from.</summary>
public static class WorkflowFiles
{
    /// <summary>Where GitHub looks for them.</summary>
    public const string Folder = ".github/workflows";

    /// <summary>The directory in the repository's root that <see cref="Render"/> publishes into.</summary>
    public const string Directory = ".github";

    /// <summary>No job may do anything but what it states; and the tools neither greet nor report.</summary>
    internal static YamlMap Common => new()
    {
        { "permissions", new YamlNothing() },
        { "env", new YamlMap { { "DOTNET_NOLOGO", true }, { "DOTNET_CLI_TELEMETRY_OPTOUT", true }, { "ASPIRE_CLI_TELEMETRY_OPTOUT", true } } },
    };

    /// <summary>Renders them.</summary>
    /// <param name="model">The system.</param>
    /// <param name="parts">Its parts.</param>
    /// <returns>The files by their paths in <see cref="Directory"/>, sorted.</returns>
    public static IReadOnlyList<GeneratedFile> Render(SystemModel model, IReadOnlyList<Part> parts) =>
    [
        .. parts.Select(part => (PipelineWorkflow.FileOf(part), PipelineWorkflow.Render(part, parts.Select(one => one.Node).FirstOrDefault(node => node is not null), model.Name)))
            .Concat(
            [
                (DeploymentWorkflow.File, DeploymentWorkflow.Render()),
                (MonitoringWorkflow.File, MonitoringWorkflow.Render()),
                (DependencyUpdatesWorkflow.File, DependencyUpdatesWorkflow.Render(parts)),
            ])
            .Select(workflow => GeneratedFile.Text($"workflows/{workflow.Item1}", YamlWriter.Write(workflow.Item2)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];
}
