using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;

namespace CodiesVibe.Tests.Deployment.Images;

public sealed class ServerBuildTests
{
    private static readonly SourceRevision s_revision = new("0123456789ab", "2026-03-01T12:00:00Z", "0123456789abcdef0123456789abcdef01234567");

    [Fact]
    [Requirement("R152")]
    public void The_commit_of_a_clean_working_tree_can_be_built() => ServerBuild.RequireCommit(new("/src", s_revision), Options(s_revision.Commit));

    [Fact]
    public void A_working_tree_with_changes_is_refused()
    {
        var fault = Assert.Throws<DeploymentException>(() => ServerBuild.RequireCommit(new("/src", null), Options("1.0.0")));
        Assert.StartsWith("Deploy:BuildOnServer builds a commit. The working tree has changes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("git stash", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_than_the_commit_is_refused()
    {
        var fault = Assert.Throws<DeploymentException>(() => ServerBuild.RequireCommit(new("/src", s_revision), Options("1.0.0")));
        Assert.StartsWith("Deploy:BuildOnServer builds the commit 0123456789ab, but Deploy:Version is '1.0.0'.", fault.Message, StringComparison.Ordinal);
    }

    private static DeployOptions Options(string version) =>
        new() { Environment = "production", Host = "vps.test", Version = version, BackendImage = "ghcr.io/owner/backend", FrontendImage = "ghcr.io/owner/frontend" };
}
