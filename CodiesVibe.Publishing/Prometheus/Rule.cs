namespace CodiesVibe.Publishing.Prometheus;

/// <summary>What Prometheus computes again and again.</summary>
/// <param name="Expression">In PromQL.</param>
internal abstract record Rule(string Expression);

/// <summary>A value that is kept under a name of its own.</summary>
/// <param name="Name">Level, metric and operation, with colons between.</param>
/// <param name="Expression">In PromQL.</param>
internal sealed record Recording(string Name, string Expression) : Rule(Expression)
{
    /// <summary>A label that tells it from others of the name.</summary>
    public (string Name, string Value)? Label { get; init; }
}

/// <summary>A condition that somebody is told of.</summary>
/// <param name="Name">What happens, in one word.</param>
/// <param name="Severity">Who is told.</param>
/// <param name="Expression">In PromQL; true for every series of the result.</param>
/// <param name="For">How long it has to be true without a break, in the form of Prometheus: <c>5m</c>.</param>
/// <param name="Summary">One line that says what is the matter; a template of Prometheus.</param>
/// <param name="Remedy">Where to look and what to do; a template of Prometheus.</param>
internal sealed record Alert(string Name, Severity Severity, string Expression, string For, string Summary, string Remedy) : Rule(Expression)
{
    /// <summary>The service it is about, where the result does not say so in its label <c>service</c>; a template of Prometheus.</summary>
    public string? Service { get; init; }
}

/// <summary>How much an alert matters; Alertmanager chooses by it who is told, and how often.</summary>
internal enum Severity
{
    /// <summary>For working hours.</summary>
    Warning,

    /// <summary>For now.</summary>
    Critical,

    /// <summary>Critical, and nobody took it up.</summary>
    Escalated,

    /// <summary>Always there: its absence says that nobody would be told of anything.</summary>
    Heartbeat,
}

/// <summary>Rules that are evaluated one after the other.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Rules">In order; a later one sees what an earlier one recorded.</param>
/// <param name="Interval">From evaluation to evaluation, in the form of Prometheus; null for the usual one.</param>
internal sealed record RuleGroup(string Name, IReadOnlyList<Rule> Rules, string? Interval = null);
