using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The clocks of the server and of this machine agree: certificates, tokens and logs depend on them.</summary>
internal static class ClockRule
{
    private const string Subject = "clock";
    private const string Remedy = "Turn on time synchronization on the server ('timedatectl set-ntp true'), and check this machine's clock too.";

    public static Finding Check(Examination examination)
    {
        var difference = (examination.Facts.Clock - examination.Now).TotalSeconds;
        var what = $"the server is {Math.Abs(difference):0} s {(difference < 0 ? "behind" : "ahead")}";
        return Math.Abs(difference) switch
        {
            > 60 => Finding.Fail(Subject, what, Remedy),
            > 5 => Finding.Warn(Subject, what, Remedy),
            _ => Finding.Pass(Subject, "the server and this machine agree"),
        };
    }
}
