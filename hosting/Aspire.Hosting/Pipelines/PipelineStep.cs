using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Pipelines;

/// <summary>A named piece of work with what must precede and follow it.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public class PipelineStep
{
    /// <summary>The name, unique in the pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>What the step is for.</summary>
    public string? Description { get; init; }

    /// <summary>The work.</summary>
    public required Func<PipelineStepContext, Task> Action { get; init; }

    /// <summary>Names of the steps that must have succeeded before.</summary>
    public List<string> DependsOnSteps { get; init; } = [];

    /// <summary>Names of the steps that start only after this one.</summary>
    public List<string> RequiredBySteps { get; init; } = [];

    /// <summary>What kind of step it is.</summary>
    public List<string> Tags { get; init; } = [];

    /// <summary>The resource that the step works for.</summary>
    public IResource? Resource { get; set; }

    /// <summary>Adds a step that must have succeeded before.</summary>
    public void DependsOn(string stepName) => DependsOnSteps.Add(stepName);

    /// <summary>Adds a step that must have succeeded before.</summary>
    public void DependsOn(PipelineStep step) => DependsOnSteps.Add(step.Name);

    /// <summary>Adds a step that starts only after this one.</summary>
    public void RequiredBy(string stepName) => RequiredBySteps.Add(stepName);

    /// <summary>Adds a step that starts only after this one.</summary>
    public void RequiredBy(PipelineStep step) => RequiredBySteps.Add(step.Name);
}
