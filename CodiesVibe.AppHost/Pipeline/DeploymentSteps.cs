#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
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
        session.Add("validate-deployment", (commands, token) => commands.Deployer.ValidateAsync(token));
        session.Add("connect", (commands, token) => commands.Connection.ConnectAsync(token), after: "validate-deployment");
        session.Add("lock", (commands, token) => commands.Connection.LockAsync(token), after: "connect");
        session.Add("compare", CompareAsync, after: "lock");
        session.Add("stage", (commands, token) => commands.Deployer.StageAsync(token), after: "compare");
        session.Add("backup-configuration", (commands, token) => commands.Deployer.BackUpAsync(token), after: "stage");
        session.Add("pull", (commands, token) => commands.Deployer.PullAsync(token), after: "backup-configuration");
        session.Add("backup-data", (commands, token) => commands.Deployer.BackUpDataAsync(token), after: "pull");
        session.Add("replace", (commands, token) => commands.Deployer.ReplaceAsync(token), after: "backup-data");
        session.Add("verify", (commands, token) => commands.Deployer.VerifyAsync(token), after: "replace");
        session.Add("confirm", (commands, token) => commands.Deployer.ConfirmAsync(token), after: "verify");
        session.Add("schedule-backups", (commands, token) => commands.Deployer.ScheduleBackupsAsync(token), after: "confirm", requiredBy: WellKnownPipelineSteps.Deploy);

        session.Add("plan", (commands, token) => commands.Deployer.MakePlanAsync(token), after: "connect");
        // These steps need no images, and most of them no model.
        session.Add("status", Connected((commands, token) => commands.Operator.ShowStatusAsync(token)), needs: DeployNeeds.Server);
        session.Add("history", Connected((commands, token) => commands.Operator.ShowHistoryAsync(token)), needs: DeployNeeds.Server);
        session.Add("unlock", Connected((commands, token) => commands.Operator.UnlockAsync(token)), needs: DeployNeeds.Server);
        session.Add("rollback", Locked((commands, token) => commands.Deployer.RollBackAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Model);
        session.Add("backup", Locked((commands, token) => commands.Operator.CreateBackupAsync(token)), needs: DeployNeeds.Server);
        session.Add("backups", Connected((commands, token) => commands.Operator.ShowBackupsAsync(token)), needs: DeployNeeds.Server);
        session.Add("restore", Locked((commands, token) => commands.Operator.RestoreAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Backup);
        session.Add("take-down", Locked((commands, token) => commands.Operator.TakeDownAsync(token)), requiredBy: WellKnownPipelineSteps.Destroy, needs: DeployNeeds.Server);

        session.Add("probe", (commands, token) => commands.Operator.ProbeAsync(token), needs: DeployNeeds.Site);
        session.Add("logs", Connected((commands, token) => commands.Operator.ShowLogsAsync(token)), needs: DeployNeeds.Server);
        session.Add("restart", Locked((commands, token) => commands.Operator.RestartAsync(token)), needs: DeployNeeds.Server);
        session.Add("rotate-secret", Locked((commands, token) => commands.Operator.RotateSecretAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Secret);
        session.Add("scale", Locked((commands, token) => commands.Operator.ScaleAsync(token)), needs: DeployNeeds.Server | DeployNeeds.Scale);
        session.Add("repair-network", Locked((commands, token) => commands.Operator.RepairNetworkAsync(token)), needs: DeployNeeds.Server);
        session.Add("doctor", (commands, token) => commands.Operator.ExamineAsync(token), needs: DeployNeeds.Server);
        session.Add("notify-test", (commands, token) => commands.Operator.TestNotificationAsync(token), needs: DeployNeeds.None);
    }

    private static async Task CompareAsync(DeploymentCommands commands, CancellationToken cancellationToken)
    {
        await commands.Deployer.MakePlanAsync(cancellationToken);
        commands.Deployer.RequirePermission();
    }

    // They connect themselves, because the step `connect` depends on the validation of the images.
    private static Func<DeploymentCommands, CancellationToken, Task> Connected(Func<DeploymentCommands, CancellationToken, Task> run) => async (commands, token) =>
    {
        await commands.Connection.ConnectAsync(token);
        await run(commands, token);
    };

    private static Func<DeploymentCommands, CancellationToken, Task> Locked(Func<DeploymentCommands, CancellationToken, Task> run) => Connected(async (commands, token) =>
    {
        await commands.Connection.LockAsync(token);
        await run(commands, token);
    });
}
