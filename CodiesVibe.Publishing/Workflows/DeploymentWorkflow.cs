using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Takes a version live in an environment: by hand, or called by the pipeline of a version.</summary>
internal static class DeploymentWorkflow
{
    /// <summary>Its file.</summary>
    public const string File = "deployment.yml";

    private const string KeyFile = "ssh-key";

    private const string KnownHostsFile = "known-hosts";

    /// <summary>What its job may do; a workflow that calls it must allow as much.</summary>
    public static YamlMap Permissions => new() { { "contents", "read" }, { "packages", "read" } };

    public static YamlMap Render() => new()
    {
        { "name", "Deployment" },
        {
            "on", new YamlMap
            {
                { "workflow_dispatch", new YamlMap { { "inputs", Inputs(choices: true) } } },
                { "workflow_call", new YamlMap { { "inputs", Inputs(choices: false) } } },
            }
        },
        WorkflowFiles.Common,
        { "jobs", new YamlMap { { Stage.Deploy.Job, Deploy.ToYaml() }, { NotifyJob.Name, Notify.ToYaml() } } },
    };

    /// <summary>A deployment knows where to go by the variables and secrets of its environment.</summary>
    private static Job Deploy => new(Stage.Deploy.Title, Stage.Deploy.Minutes)
    {
        Permissions = Permissions,
        Environment = "${{ inputs.environment }}",
        // All others wait: nothing stops a deployment half-way, and none is dropped.
        Concurrency = new() { { "group", "deployment-${{ inputs.environment }}" }, { "cancel-in-progress", false }, { "queue", "max" } },
        Env = new()
        {
            { "ENVIRONMENT", "${{ inputs.environment }}" },
            { "Deploy__Service", "${{ inputs.service }}" },
            { "Deploy__Version", "${{ inputs.version || github.sha }}" },
            { "Deploy__Strategy", "${{ inputs.strategy || 'rolling' }}" },
            { "Deploy__Host", "${{ vars.DEPLOY_HOST }}" },
            { "Deploy__Port", "${{ vars.DEPLOY_PORT }}" },
            { "Deploy__User", "${{ vars.DEPLOY_USER }}" },
            { "Deploy__Directory", "${{ vars.DEPLOY_DIRECTORY }}" },
            { "Deploy__Registry", Steps.Registry },
            { "Deploy__Timeouts__Deployment", Stage.DeploymentMinutes * 60 },
        },
        Steps =
        [
            .. Steps.Tool,
            Steps.SecretFile("SSH key", KeyFile, "${{ secrets.DEPLOY_SSH_KEY }}", "The environment has no secret DEPLOY_SSH_KEY"),
            Steps.SecretFile("Known host", KnownHostsFile, "${{ secrets.DEPLOY_KNOWN_HOSTS }}", "The environment has no secret DEPLOY_KNOWN_HOSTS"),
            Steps.RegistryToken,
            new("Validation") { Run = InEnvironment("do plan"), Env = Access, Minutes = Stage.ValidationMinutes },
            new("Deployment") { Run = InEnvironment("deploy"), Env = Access },
            new("What serves") { If = "always()", Run = InEnvironment("do status"), Env = Access, Minutes = Stage.ValidationMinutes },
        ],
    };

    /// <summary>A pipeline that calls this workflow tells people itself.</summary>
    private static Job Notify => NotifyJob.Of("Deployment", [Stage.Deploy.Job]) with { If = $"github.event_name == 'workflow_dispatch' && {NotifyJob.AnyFailed}" };

    private static YamlMap Access => new() { { "Deploy__KeyFile", Steps.PathOf(KeyFile) }, { "Deploy__KnownHostsFile", Steps.PathOf(KnownHostsFile) }, Steps.RegistryAccount };

    private static string InEnvironment(string command) => $"dotnet aspire {command} --environment \"$ENVIRONMENT\" --non-interactive";

    /// <summary>The same for people and for workflows, to whom GitHub offers no choices.</summary>
    private static YamlMap Inputs(bool choices) => new()
    {
        { "service", Choice(choices, "What is replaced", "both", "frontend", "backend") },
        { "environment", Choice(choices, "Where", "staging", "production") },
        { "version", new YamlMap { { "description", "The tag of the images; the commit of the branch where it is empty" }, { "type", "string" }, { "required", false } } },
        { "strategy", Choice(choices, "How", "rolling", "blue-green", "recreate") },
    };

    private static YamlMap Choice(bool choices, string description, params string[] options) => choices
        ? new() { { "description", description }, { "type", "choice" }, { "options", options }, { "default", options[0] }, { "required", true } }
        : new() { { "description", $"{description}: {string.Join(", ", options)}" }, { "type", "string" }, { "default", options[0] } };
}
