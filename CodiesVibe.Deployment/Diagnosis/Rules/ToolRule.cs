using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The programs that the scripts use are installed.</summary>
internal static class ToolRule
{
    private const string Subject = "tools";

    /// <summary>Without these less is known of the server, but it can be deployed to.</summary>
    private static readonly string[] s_optional = ["openssl", "ss"];

    public static Finding Check(Examination examination)
    {
        var missing = examination.Facts.MissingTools;
        var what = $"not installed: {string.Join(", ", missing)}";
        return missing.Count == 0
            ? Finding.Pass(Subject, "all that the scripts use are installed")
            : new(missing.Except(s_optional).Any() ? Grade.Fail : Grade.Warn, Subject, what, "Install them on the server (Debian: util-linux, coreutils, tar, openssl, iproute2).");
    }
}
