using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>The steps that publish and deploy the application.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public interface IDistributedApplicationPipeline
{
    /// <summary>Adds a step.</summary>
    /// <param name="name">Its name, unique in the pipeline.</param>
    /// <param name="action">Its work.</param>
    /// <param name="dependsOn">A step name, or several, that must have succeeded before.</param>
    /// <param name="requiredBy">A step name, or several, that start only afterwards.</param>
    /// <exception cref="InvalidOperationException">There is a step of that name.</exception>
    void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null);

    /// <summary>Adds a step.</summary>
    /// <exception cref="InvalidOperationException">There is a step of that name.</exception>
    void AddStep(PipelineStep step);

    /// <summary>Runs the wanted step and what it depends on, or every step.</summary>
    /// <exception cref="DistributedApplicationException">The steps do not fit together, or one failed.</exception>
    Task ExecuteAsync(PipelineContext context);
}
