using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Diagnosis.Rules;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Deployment.Diagnosis;

/// <summary>Collects the facts about this machine and the server, and has the rules judge them. It changes nothing.</summary>
/// <param name="options">The deployment.</param>
/// <param name="time">The clock.</param>
internal sealed class Doctor(DeployOptions options, TimeProvider time)
{
    private const string Connection = "ssh";

    /// <summary>Examines all; where the server cannot be reached, that is the only finding.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        SshServer server;
        try
        {
            server = await SshServer.ConnectAsync(options, cancellationToken);
        }
        catch (DeploymentException fault)
        {
            var lines = fault.Message.Split('\n', 2);
            return [Finding.Fail(Connection, lines[^1].Trim(), lines[0])];
        }

        await using (server)
        {
            var examination = await ExamineAsync(server, cancellationToken);
            return [Finding.Pass(Connection, $"{options.Host}:{options.Port} accepts the key, and its own is known"), .. DoctorRules.All.Select(rule => rule(examination))];
        }
    }

    private async Task<Examination> ExamineAsync(SshServer server, CancellationToken cancellationToken)
    {
        var state = await new DeploymentDirectory(server, options.Directory).ReadStateAsync(cancellationToken);
        var image = state.CurrentRelease?.Images["backend"].Split('@')[0];
        var registry = image is not null ? ImageName.Parse(image).Registry : options.BackendImage.Split('/')[0] is { Length: > 0 } given ? given : null;
        var facts = ServerFacts.Parse(await server.RequireAsync(
            "The server cannot be examined.",
            $"cd {ShellText.QuotePath(options.Directory)} 2> /dev/null || cd /\nset -- {ShellText.Quote(registry is null ? "" : registry.Contains(':', StringComparison.Ordinal) ? registry : $"{registry}:443")}\n{ServerScripts.Examine}",
            cancellationToken));
        var now = time.GetUtcNow();
        return new(
            state,
            facts,
            await SiteName.LookUpAsync(options.Site?.Name ?? NameOf(state), options.Host, cancellationToken),
            registry,
            image is null ? null : await FindFaultAsync(image, cancellationToken),
            now);
    }

    /// <summary>The first name of the site; null where it has none but the default.</summary>
    private static string? NameOf(ServerState state) => new EnvFile(state.Env)["SITE_NAMES"]?.Split(',')[0].Trim() is { Length: > 0 } name && name != "localhost" ? name : null;

    private async Task<string?> FindFaultAsync(string image, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var account = await RegistryLogin.ReadAsync(options.Account, cancellationToken);
        try
        {
            await new RegistryClient(client, account: account).GetDigestAsync(image, cancellationToken);
            return null;
        }
        catch (PublishingException fault)
        {
            return fault.Message;
        }
    }
}
