using Aspire.Hosting.Backchannel.Publish;

namespace Aspire.Hosting.Pipelines;

/// <summary>One thing that happened in the pipeline, in the form in which the CLI shows it.</summary>
internal sealed record PipelineActivity(string Type, PipelineActivityData Data)
{
    public const string Step = "step";
    public const string Task = "task";
    public const string Log = "log";
    public const string Prompt = "prompt";
    public const string Complete = "publish-complete";
}

internal sealed record PipelineActivityData(string Id, string StatusText, string CompletionState)
{
    public string? StepId { get; init; }

    public string? CompletionMessage { get; init; }

    public string? LogLevel { get; init; }

    /// <summary>What a prompt asks for.</summary>
    public IReadOnlyList<PromptInput>? Inputs { get; init; }

    public DateTimeOffset Timestamp { get; init; } = DateTimeOffset.UtcNow;

    public bool EnableMarkdown { get; init; }

    public IReadOnlyList<PipelineSummaryItem>? PipelineSummary { get; init; }
}

internal sealed record PipelineSummaryItem(string Key, string Value, bool EnableMarkdown);
