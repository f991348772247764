using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Planning;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The server is as the last deployment left it.</summary>
internal static class DriftRule
{
    private const string Subject = "drift";

    public static Finding Check(Examination examination)
    {
        var drifts = DriftCheck.Of(examination.State).ToList();
        return drifts switch
        {
            [] when examination.State.CurrentRelease is null => Finding.Warn(Subject, "nothing is deployed yet", "Deploy: dotnet aspire deploy"),
            [] => Finding.Pass(Subject, "the server is as the last deployment left it"),
            _ when drifts.Any(drift => drift.What.StartsWith("volume is missing", StringComparison.Ordinal)) => Finding.Fail(Subject, Text(), "Restore the newest backup of the data before anything writes (docs/operating.md)."),
            _ => Finding.Warn(Subject, Text(), "See all of it with 'dotnet aspire do plan'; the next deployment mends it."),
        };

        string Text() => string.Join("; ", drifts.Take(3).Select(drift => $"{drift.Subject} {drift.What}")) + (drifts.Count > 3 ? $"; and {drifts.Count - 3} more" : "");
    }
}
