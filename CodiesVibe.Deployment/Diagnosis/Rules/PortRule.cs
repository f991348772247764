using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>Nothing else holds a port that the services publish. What runs has its ports already.</summary>
internal static class PortRule
{
    private const string Subject = "ports";

    /// <summary>What the edge will publish where nothing is deployed yet.</summary>
    private static readonly int[] s_edge = [80, 443];

    private static readonly string[] s_files = ["docker-compose.infra.yml", "docker-compose.production.yml"];

    public static Finding Check(Examination examination)
    {
        var state = examination.State;
        var conflicts = (state.CurrentRelease is null ? First(state) : s_files.SelectMany(file => PortConflict.Find(new(state.ComposeFiles.GetValueOrDefault(file, ""), new(state.Env)), state))).DistinctBy(conflict => conflict.Holder.Port).ToList();
        return examination switch
        {
            _ when conflicts.Count > 0 => Finding.Fail(
                Subject,
                string.Join("; ", conflicts.Select(conflict => conflict.Description)),
                conflicts.All(conflict => conflict.CanBeFreed) ? "Stop the program, or deploy with '-- --Deploy:FreePorts=true', which ends it." : "Stop the program on the server."),
            { Facts.MissingTools: var missing } when missing.Contains("ss") => Finding.Warn(Subject, "nobody can say who holds them", "Install ss on the server (Debian: iproute2)."),
            _ => Finding.Pass(Subject, "nothing else holds a port of the deployment"),
        };
    }

    private static IEnumerable<PortConflict> First(ServerState state) =>
        from port in s_edge
        from listener in state.Listeners
        where listener.Occupies("0.0.0.0", port)
        select new PortConflict("nginx", listener);
}
