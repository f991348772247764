using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>Every container runs and is healthy, and none is restarted again and again. Slots that do not serve may be stopped.</summary>
internal static class ContainerRule
{
    private const string Subject = "containers";

    /// <summary>One or two may be the engine's own start or a database that was late.</summary>
    private const int ManyRestarts = 3;

    public static Finding Check(Examination examination)
    {
        var idle = ApplicationServices.All.Select(examination.State.IdleKey).ToList();
        var containers = examination.State.Containers.Where(container => !idle.Contains(container.Key)).ToList();
        var ill = containers.Where(container => container.IsIll).ToList();
        var restless = containers.Where(container => container.Restarts >= ManyRestarts).ToList();
        return containers switch
        {
            [] => Finding.Warn(Subject, "there are none", "Deploy: dotnet aspire deploy"),
            _ when ill.Count > 0 => Finding.Fail(Subject, string.Join(", ", ill.Select(container => $"{container.Name} is {container.Condition}")), $"See why: dotnet aspire do logs -- --Deploy:Logs={ill[0].Key}. Then: dotnet aspire do restart -- --Deploy:Restart={ill[0].Key}"),
            _ when restless.Count > 0 => Finding.Warn(Subject, string.Join(", ", restless.Select(container => $"{container.Name} was restarted {container.Restarts} times")), $"See why: dotnet aspire do logs -- --Deploy:Logs={restless[0].Key}"),
            _ => Finding.Pass(Subject, $"{containers.Count} of {containers.Count} are well"),
        };
    }
}
