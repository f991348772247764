using System.Text.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment;

/// <summary>Reads the access log of the edge, one JSON object a line.</summary>
internal static class TrafficLog
{
    /// <returns>Null where it holds no request.</returns>
    public static Traffic? Summarize(string log)
    {
        var requests = log.Split('\n').Where(line => line.StartsWith('{')).Select(Parse).OfType<JsonNode>().ToList();
        if (requests.Count == 0)
        {
            return null;
        }

        return Traffic.Of(requests.Select(request => (double)request["duration"]! * 1000), requests.Count(request => (int)request["status"]! >= 500));
    }

    /// <summary>The first line of a tail may be cut.</summary>
    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
