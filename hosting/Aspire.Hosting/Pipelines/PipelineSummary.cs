using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>Facts shown when the pipeline has succeeded, in the order of their addition.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class PipelineSummary
{
    private readonly List<KeyValuePair<string, string>> items = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Items
    {
        get
        {
            lock (items)
            {
                return [.. items];
            }
        }
    }

    /// <summary>Adds a fact; it is shown in clear.</summary>
    public void Add(string key, string value)
    {
        lock (items)
        {
            items.Add(new(key, value));
        }
    }
}
