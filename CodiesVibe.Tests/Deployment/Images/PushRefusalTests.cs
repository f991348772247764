using CodiesVibe.Deployment.Images;

namespace CodiesVibe.Tests.Deployment.Images;

/// <summary>What is said about a push that failed, by the messages of the engine and of registries.</summary>
public sealed class PushRefusalTests
{
    [Theory]
    [Requirement("R133")]
    [InlineData("denied: requested access to the resource is denied", "does not let this account push")]
    [InlineData("unauthorized: authentication required", "does not let this account push")]
    [InlineData("Error response from daemon: login attempt to https://registry.example/v2/ failed with status: 401 Unauthorized", "does not let this account push")]
    [InlineData("no basic auth credentials", "does not let this account push")]
    [InlineData("denied: permission_denied: write_package", "does not let this account push")]
    [InlineData("server message: insufficient_scope: authorization failed", "does not let this account push")]
    [InlineData("received unexpected HTTP status: 403 Forbidden", "does not let this account push")]
    [InlineData("Get \"https://ghcr.io/v2/\": net/http: request canceled (Client.Timeout exceeded while awaiting headers)", "did not answer in time")]
    [InlineData("dial tcp 192.0.2.1:443: i/o timeout", "did not answer in time")]
    [InlineData("received unexpected HTTP status: 503 Service Unavailable", "did not answer in time")]
    [InlineData("toomanyrequests: retry later", "did not answer in time")]
    [InlineData("denied: adding 20 MiB of storage resource, which when updated to current usage will exceed the configured upper limit of the quota", "has no space left")]
    [InlineData("received unexpected HTTP status: 507 Insufficient Storage", "has no space left")]
    [InlineData("filesystem: write /var/lib/registry/x: no space left on device", "has no space left")]
    [InlineData("received unexpected HTTP status: 413 Request Entity Too Large", "has no space left")]
    [InlineData("error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html><body>denied: quota</body></html>\"", "is a web page and not a registry")]
    [InlineData("blob upload unknown", "does not accept it")]
    public void The_classes_of_errors_are_told_apart(string said, string cause)
    {
        var text = PushRefusal.Explain("ghcr.io/owner/image:1", said);
        Assert.StartsWith("The image 'ghcr.io/owner/image:1' was not pushed: ", text, StringComparison.Ordinal);
        Assert.Contains(cause, text, StringComparison.Ordinal);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }
}
