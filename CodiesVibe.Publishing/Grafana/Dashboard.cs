namespace CodiesVibe.Publishing.Grafana;

/// <summary>A page of panels, which follow each other from left to right and down.</summary>
/// <param name="Uid">Its address in Grafana, and the name of its file.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Panels">In reading order.</param>
internal sealed record Dashboard(string Uid, string Title, IReadOnlyList<Panel> Panels)
{
    /// <summary>A choice at the top: the name of the variable and the PromQL of the values.</summary>
    public (string Name, string Values)? Choice { get; init; }

    /// <summary>How far back it looks at first.</summary>
    public string From { get; init; } = "now-6h";
}
