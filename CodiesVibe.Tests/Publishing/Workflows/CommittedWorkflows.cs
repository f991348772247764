using System.Text.Json.Nodes;
using CodiesVibe.Publishing.Workflows;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>The committed workflows, as they are read.</summary>
internal static class CommittedWorkflows
{
    public const string Frontend = "frontend-ci-cd.yml";
    public const string Backend = "backend-ci-cd.yml";
    public const string Deployment = "deployment.yml";
    public const string Monitoring = "monitoring.yml";
    public const string Updates = "dependency-updates.yml";

    /// <summary>Their texts by name.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } =
        Directory.EnumerateFiles(Repository.Source(WorkflowFiles.Folder)).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Their contents by name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Texts.ToDictionary(file => file.Key, file => YamlFile.Parse(file.Value), StringComparer.Ordinal);

    /// <summary>Every job of every workflow.</summary>
    public static IEnumerable<(string File, string Name, JsonObject Job)> Jobs =>
        All.SelectMany(file => file.Value["jobs"]!.AsObject().Select(job => (file.Key, job.Key, job.Value!.AsObject())));

    /// <summary>Every step of every job.</summary>
    public static IEnumerable<(string Place, JsonObject Step)> Steps =>
        Jobs.SelectMany(job => job.Job["steps"]?.AsArray().Select(step => ($"{job.File} {job.Name}: {step!["name"]}", step.AsObject())) ?? []);

    /// <summary>Every command.</summary>
    public static IEnumerable<(string Place, string Run)> Runs => Steps.Where(step => step.Step.ContainsKey("run")).Select(step => (step.Place, (string)step.Step["run"]!));

    public static JsonObject Job(string file, string name) => All[file]["jobs"]![name]!.AsObject();
}
