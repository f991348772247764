using System.Text.Json;

namespace CodiesVibe.Delivery;

/// <summary>How the stages of a pipeline ended.</summary>
/// <param name="Failed">The stages that failed or were stopped, in their order.</param>
/// <param name="HasSucceeded">Whether one succeeded; those that did not run neither succeed nor fail.</param>
public sealed record StageResults(IReadOnlyList<string> Failed, bool HasSucceeded)
{
    private static readonly string[] s_bad = ["failure", "cancelled"];

    /// <summary>Reads them.</summary>
    /// <param name="text">What GitHub writes for <c>toJSON(needs)</c>: each job with its <c>result</c>.</param>
    /// <exception cref="DeliveryException">It is something else.</exception>
    public static StageResults Parse(string text)
    {
        try
        {
            using var stages = JsonDocument.Parse(text);
            var results = stages.RootElement.EnumerateObject().Select(stage => (stage.Name, Result: stage.Value.GetProperty("result").GetString())).ToList();
            return new([.. results.Where(stage => s_bad.Contains(stage.Result)).Select(stage => stage.Name)], results.Any(stage => stage.Result == "success"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new DeliveryException($"The results of the stages cannot be read: {exception.Message} Give what GitHub writes for 'toJSON(needs)' in Delivery:Stages.");
        }
    }

    /// <summary>For people, in one line.</summary>
    /// <param name="pipeline">The name of the pipeline.</param>
    /// <param name="run">The address of its run.</param>
    public string Describe(string pipeline, string run) => Failed.Count == 0
        ? $"{pipeline}: every stage succeeded. {run}"
        : $"{pipeline}: {string.Join(", ", Failed)} failed. {run}";
}
