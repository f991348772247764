using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>What a running step works with.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class PipelineStepContext
{
    /// <summary>What all steps share.</summary>
    public required PipelineContext PipelineContext { get; init; }

    /// <summary>What this step tells its user.</summary>
    public required IReportingStep ReportingStep { get; init; }

    /// <inheritdoc cref="PipelineContext.Model"/>
    public DistributedApplicationModel Model => PipelineContext.Model;

    /// <inheritdoc cref="PipelineContext.ExecutionContext"/>
    public DistributedApplicationExecutionContext ExecutionContext => PipelineContext.ExecutionContext;

    /// <inheritdoc cref="PipelineContext.Services"/>
    public IServiceProvider Services => PipelineContext.Services;

    /// <inheritdoc cref="PipelineContext.Logger"/>
    public ILogger Logger => PipelineContext.Logger;

    /// <inheritdoc cref="PipelineContext.CancellationToken"/>
    public CancellationToken CancellationToken => PipelineContext.CancellationToken;

    /// <inheritdoc cref="PipelineContext.Summary"/>
    public PipelineSummary Summary => PipelineContext.Summary;
}
