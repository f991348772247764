using CodiesVibe.Deployment.Remote;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Remote;

/// <summary>The errors of ssh, word for word, and their explanations.</summary>
public sealed class SshFailureTests
{
    [Theory]
    [Requirement("R149", "R150")]
    [InlineData("ssh: Could not resolve hostname vps.test: Temporary failure in name resolution", "cannot be resolved", "Deploy:Host")]
    [InlineData("ssh: connect to host vps.test port 22: Connection refused", "vps.test:22 refuses connections", "Deploy:Port")]
    [InlineData("ssh: connect to host vps.test port 22: Connection timed out", "does not answer within 30 s", "Deploy:UseFallback=true")]
    [InlineData("ssh: connect to host vps.test port 22: No route to host", "does not answer within 30 s", "firewall")]
    [InlineData("ssh: connect to host vps.test port 22: Network is unreachable", "does not answer within 30 s", "your own network")]
    [InlineData("@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", "is not the known one", "/hosts")]
    [InlineData("No ED25519 host key is known for vps.test and you have requested strict checking.\nHost key verification failed.", "is unknown", "/hosts")]
    [InlineData("deploy@vps.test: Permission denied (publickey).", "does not accept the key for the user 'deploy'", "authorized_keys")]
    [InlineData("WARNING: UNPROTECTED PRIVATE KEY FILE!\nLoad key \"/key\": bad permissions\ndeploy@vps.test: Permission denied (publickey).", "The key file '/key' cannot be used", "chmod 600")]
    [InlineData("Load key \"/key\": invalid format\ndeploy@vps.test: Permission denied (publickey).", "The key file '/key' cannot be used", "private key")]
    [InlineData("Load key \"/key\": error in libcrypto\ndeploy@vps.test: Permission denied (publickey).", "The key file '/key' cannot be used", "private key")]
    [InlineData("kex_exchange_identification: Connection closed by remote host", "The connection to vps.test:22 failed.", "Connection closed by remote host")]
    public void A_failure_is_explained_with_a_remedy_and_the_words_of_ssh(string errors, string explanation, string remedy)
    {
        var message = SshFailure.Explain(DeployedServer.Options with { User = "deploy", KeyFile = "/key", KnownHostsFile = "/hosts" }, errors).Message;
        Assert.Contains(explanation, message.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.EndsWith(string.Concat(errors.Split('\n').Select(line => $"\n  ssh: {line}")), message, StringComparison.Ordinal);
    }
}
