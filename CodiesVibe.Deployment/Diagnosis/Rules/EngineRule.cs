using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The engine answers, in a version that the compose files were tried with.</summary>
internal static class EngineRule
{
    private const string Subject = "engine";
    private static readonly Version s_oldest = new(20, 10);

    public static Finding Check(Examination examination) =>
        !Version.TryParse(examination.Facts.Engine.Split('-', '+')[0], out var version)
            ? Finding.Fail(Subject, examination.Facts.Engine, "Start it on the server with 'systemctl start docker', or add the user to the group docker.")
            : version < s_oldest
                ? Finding.Warn(Subject, $"Docker {version} is older than {s_oldest}, the oldest that was tried", "Upgrade the engine on the server.")
                : Finding.Pass(Subject, $"Docker {version}");
}
