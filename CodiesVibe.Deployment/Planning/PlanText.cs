using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Planning;

/// <summary>A plan as lines for a terminal of 100 columns.</summary>
internal static class PlanText
{
    public static IEnumerable<string> Lines(Plan plan)
    {
        foreach (var drift in plan.Drifts)
        {
            yield return DigestText.Shorten($"! {drift.Subject}: {drift.What}");
        }

        foreach (var conflict in plan.Conflicts)
        {
            yield return $"! {conflict.Description}";
        }

        foreach (var change in plan.Changes)
        {
            yield return $"{change.Sign} {change.Subject}: {change.What}{(change.Why.Length > 0 ? $" ({change.Why})" : "")}";
            if (change.Interruption is { } interruption)
            {
                yield return $"    Interruption: {interruption}.";
            }
        }

        var interruptions = plan.Changes.Count(change => change.Interruption is not null);
        yield return plan.IsEmpty
            ? "Nothing would change: the server is as it should be."
            : $"{plan.Changes.Count(change => change.Sign == '+')} added, {plan.Changes.Count(change => change.Sign == '~')} changed, {plan.Changes.Count(change => change.Sign == '-')} removed; "
                + $"{(interruptions == 0 ? "no interruption" : $"{interruptions} with an interruption")}; data and secrets stay.";
    }
}
