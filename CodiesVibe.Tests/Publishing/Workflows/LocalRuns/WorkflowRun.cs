using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

/// <summary>How a workflow ran on this machine.</summary>
/// <param name="Jobs">Its jobs, with their results and steps.</param>
/// <param name="Progress">What ran when, for people.</param>
internal sealed record WorkflowRun(JsonObject Jobs, string Progress)
{
    /// <summary>The result of every job.</summary>
    public string Results => string.Join(' ', Jobs.Select(job => $"{job.Key}={(string?)job.Value!["result"]}"));

    /// <summary>The step of a job that did not succeed; null where all did.</summary>
    public string? FailedStep(string job) => (string?)StepsOf(job).FirstOrDefault(step => (string?)step!["outcome"] is "failure" or "cancelled")?["name"];

    /// <summary>What a job printed.</summary>
    public string OutputOf(string job) => string.Concat(StepsOf(job).Select(step => (string?)step!["output"]));

    /// <summary>For the message of a failed assertion.</summary>
    public string All => $"{Progress}\n{string.Concat(Jobs.Select(job => OutputOf(job.Key)))}";

    private JsonArray StepsOf(string job) => (Jobs[job]!["called"]?["deploy"] ?? Jobs[job])!["steps"]!.AsArray();
}
