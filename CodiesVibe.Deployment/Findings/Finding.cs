namespace CodiesVibe.Deployment.Findings;

/// <summary>What one check found.</summary>
/// <param name="Grade">How good that is.</param>
/// <param name="Subject">What was checked: a word or a path.</param>
/// <param name="What">How it is.</param>
/// <param name="Remedy">What to do about it; empty where there is nothing to do.</param>
internal sealed record Finding(Grade Grade, string Subject, string What, string Remedy = "")
{
    public static Finding Pass(string subject, string what) => new(Grade.Pass, subject, what);

    public static Finding Warn(string subject, string what, string remedy) => new(Grade.Warn, subject, what, remedy);

    public static Finding Fail(string subject, string what, string remedy) => new(Grade.Fail, subject, what, remedy);
}
