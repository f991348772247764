namespace CodiesVibe.Publishing.Grafana;

/// <summary>One picture of a dashboard.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">In Grafana's words: <c>s</c>, <c>percentunit</c>, <c>reqps</c>, <c>bytes</c>; <c>short</c> for a plain number.</param>
/// <param name="Queries">What is drawn.</param>
internal sealed record Panel(PanelKind Kind, string Title, string Unit, params IReadOnlyList<Query> Queries)
{
    /// <summary>Of 24 columns.</summary>
    public int Width { get; init; } = 12;

    /// <summary>In rows of the grid.</summary>
    public int Height { get; init; } = 8;

    /// <summary>What a reader has to know beyond the title.</summary>
    public string? Description { get; init; }

    /// <summary>Where the colour changes.</summary>
    public Thresholds? Thresholds { get; init; }

    /// <summary>The end of the scale where it is known: 1 for shares.</summary>
    public double? Max { get; init; }

    /// <summary>Words in place of the values 0 and 1.</summary>
    public (string Zero, string One)? Words { get; init; }
}

/// <summary>How a panel is drawn.</summary>
internal enum PanelKind
{
    /// <summary>The last values, large.</summary>
    Stat,

    /// <summary>Lines over time.</summary>
    Lines,

    /// <summary>The last values in rows, a column for each label.</summary>
    Table,

    /// <summary>Lines of log.</summary>
    Logs,
}

/// <summary>What a panel asks its source.</summary>
/// <param name="Expression">In PromQL, or LogQL where logs are shown.</param>
/// <param name="Legend">The name of each series: text with labels in double braces.</param>
internal sealed record Query(string Expression, string Legend = "");

/// <summary>Where a value begins to worry.</summary>
/// <param name="Warning">From here on it is yellow.</param>
/// <param name="Critical">From here on it is red; below <paramref name="Warning"/> where low values are the bad ones.</param>
internal sealed record Thresholds(double Warning, double Critical);
