#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The pipeline steps of a deployment: <c>deploy</c> and its parts, and the commands for an existing deployment.</summary>
internal static class DeploymentSteps
{
    /// <summary>Adds the parts of <c>deploy</c> in their order, and <c>plan</c>, <c>rollback</c>, <c>status</c>, <c>history</c>, <c>unlock</c>, <c>destroy</c>, and those of whoever is on call.</summary>
    public static void AddDeployment(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var session = new DeploymentSession(builder, root);
        builder.Services.AddSingleton(_ => session);

        builder.AddImageSteps(root);
        session.Add("validate-deployment", (deployer, token) => deployer.ValidateAsync(token));
        session.Add("connect", (deployer, token) => deployer.ConnectAsync(token), after: "validate-deployment");
        session.Add("lock", (deployer, token) => deployer.LockAsync(token), after: "connect");
        session.Add("compare", CompareAsync, after: "lock");
        session.Add("stage", (deployer, token) => deployer.StageAsync(token), after: "compare");
        session.Add("backup-configuration", (deployer, token) => deployer.BackUpAsync(token), after: "stage");
        session.Add("pull", (deployer, token) => deployer.PullAsync(token), after: "backup-configuration");
        session.Add("backup-data", (deployer, token) => deployer.BackUpDataAsync(token), after: "pull");
        session.Add("replace", (deployer, token) => deployer.ReplaceAsync(token), after: "backup-data");
        session.Add("verify", (deployer, token) => deployer.VerifyAsync(token), after: "replace");
        session.Add("confirm", (deployer, token) => deployer.ConfirmAsync(token), after: "verify", requiredBy: WellKnownPipelineSteps.Deploy);

        session.Add("plan", (deployer, token) => deployer.MakePlanAsync(token), after: "connect");
        // These steps need no images, and most of them no model.
        session.Add("status", Connected((deployer, token) => deployer.ShowStatusAsync(token)), needs: DeployNeeds.Server);
        session.Add("history", Connected((deployer, token) => deployer.ShowHistoryAsync(token)), needs: DeployNeeds.Server);
        session.Add("unlock", Connected((deployer, token) => deployer.UnlockAsync(token)), needs: DeployNeeds.Server);
        session.Add("rollback", Locked((deployer, token) => deployer.RollBackAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Model);
        session.Add("backup", Locked((deployer, token) => deployer.CreateBackupAsync(token)), needs: DeployNeeds.Server);
        session.Add("backups", Connected((deployer, token) => deployer.ShowBackupsAsync(token)), needs: DeployNeeds.Server);
        session.Add("restore", Locked((deployer, token) => deployer.RestoreAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Backup);
        session.Add("take-down", Locked((deployer, token) => deployer.TakeDownAsync(token)), requiredBy: WellKnownPipelineSteps.Destroy, needs: DeployNeeds.Server);

        session.Add("probe", (deployer, token) => deployer.ProbeAsync(token), needs: DeployNeeds.Site);
        session.Add("logs", Connected((deployer, token) => deployer.ShowLogsAsync(token)), needs: DeployNeeds.Server);
        session.Add("restart", Locked((deployer, token) => deployer.RestartAsync(token)), needs: DeployNeeds.Server);
        session.Add("doctor", (deployer, token) => deployer.ExamineAsync(token), needs: DeployNeeds.Server);
        session.Add("notify-test", (deployer, token) => deployer.TestNotificationAsync(token), needs: DeployNeeds.None);
    }

    private static async Task CompareAsync(Deployer deployer, CancellationToken cancellationToken)
    {
        await deployer.MakePlanAsync(cancellationToken);
        deployer.RequirePermission();
    }

    // They connect themselves, because the step `connect` depends on the validation of the images.
    private static Func<Deployer, CancellationToken, Task> Connected(Func<Deployer, CancellationToken, Task> run) => async (deployer, token) =>
    {
        await deployer.ConnectAsync(token);
        await run(deployer, token);
    };

    private static Func<Deployer, CancellationToken, Task> Locked(Func<Deployer, CancellationToken, Task> run) => Connected(async (deployer, token) =>
    {
        await deployer.LockAsync(token);
        await run(deployer, token);
    });
}
