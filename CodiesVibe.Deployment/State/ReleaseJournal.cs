using System.Text;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment.State;

/// <summary>Writes on the server what became of releases.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="owner">Who deploys.</param>
/// <param name="time">The clock.</param>
internal sealed class ReleaseJournal(DeploymentDirectory directory, string owner, TimeProvider time)
{
    /// <summary>Records how the deployment of a release ended.</summary>
    public async Task RecordAsync(Release release, CancellationToken cancellationToken)
    {
        using var record = new MemoryStream(Encoding.UTF8.GetBytes(release.ToJson() + "\n"));
        await directory.RequireAsync("The release could not be recorded.", $"cd releases/{release.Name}; cat > release.json.new; mv release.json.new release.json", cancellationToken, record);
        await AuditAsync($"{release.Name}: {release.Outcome?.Verdict.Split('\n')[0]}", cancellationToken);
    }

    /// <summary>Appends a line to <c>audit.log</c>.</summary>
    public async Task AuditAsync(string what, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream(Encoding.UTF8.GetBytes($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {owner} {what}\n"));
        await directory.RequireAsync("The audit log could not be written.", "umask 077; cat >> audit.log", cancellationToken, line);
    }
}
