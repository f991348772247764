using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>What all steps of a run share.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class PipelineContext(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider serviceProvider,
    ILogger logger,
    CancellationToken cancellationToken)
{
    /// <summary>The application.</summary>
    public DistributedApplicationModel Model { get; } = model;

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services { get; } = serviceProvider;

    /// <summary>Log of the pipeline.</summary>
    public ILogger Logger { get; } = logger;

    /// <summary>Cancelled when the run is to end, and when another step has failed.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Facts to show at the end.</summary>
    public PipelineSummary Summary { get; private init; } = new();

    /// <summary>The same run with another end.</summary>
    internal PipelineContext With(CancellationToken other) => new(Model, ExecutionContext, Services, Logger, other) { Summary = Summary };
}
