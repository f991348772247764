using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>Compose is there, in a version that reads the published files.</summary>
internal static class ComposeRule
{
    private const string Subject = "compose";
    private static readonly Version s_oldest = new(1, 29);
    private static readonly Version s_current = new(2, 0);

    public static Finding Check(Examination examination) =>
        !Version.TryParse(examination.Facts.Compose.Split('-', '+')[0], out var version)
            ? Finding.Fail(Subject, "neither docker compose nor docker-compose is installed", "Install it on the server (Debian: docker-compose).")
            : version < s_oldest
                ? Finding.Fail(Subject, $"docker-compose {version} cannot read the published files", $"Install {s_oldest} or newer on the server.")
                : version < s_current
                    ? Finding.Warn(Subject, $"docker-compose {version} works, but its makers have ended it", "Install compose 2 on the server.")
                    : Finding.Pass(Subject, $"compose {version}");
}
