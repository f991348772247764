using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Images;
using Microsoft.Extensions.Time.Testing;

namespace CodiesVibe.Tests.Deployment.Images;

/// <summary>What is retried, how often and after which pause, with the clock of the test.</summary>
public sealed class PullRetryTests
{
    private const string Passing = "dial tcp 192.0.2.1:443: connect: connection refused";
    private readonly FakeTimeProvider _time = new();
    private readonly List<DateTimeOffset> _attempts = [];
    private readonly List<string> _reported = [];

    [Fact]
    [Requirement("R205")]
    public async Task A_transient_error_is_retried_twice_after_growing_pauses()
    {
        var fault = await Assert.ThrowsAsync<DeploymentException>(() => RunAsync(_ => Passing));
        Assert.Equal(Passing, fault.Message);
        Assert.Equal(3, _attempts.Count);
        Assert.All(_attempts.Zip(_attempts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10)));
        Assert.Equal(["Attempt 1 failed", "Attempt 2 failed"], _reported.Select(line => line.Split(';')[0]));
    }

    [Fact]
    public async Task It_ends_with_the_first_success()
    {
        await RunAsync(attempt => attempt == 1 ? Passing : null);
        Assert.Equal(2, _attempts.Count);
    }

    [Theory]
    [Requirement("R205")]
    [InlineData("manifest for ghcr.io/x/y:1 not found: manifest unknown")]
    [InlineData("denied: requested access to the resource is denied")]
    [InlineData("unauthorized: authentication required")]
    [InlineData("no matching manifest for linux/arm64/v8 in the manifest list entries")]
    [InlineData("write /var/lib/docker/tmp/x: no space left on device")]
    [InlineData("The image 'ghcr.io/geoffrey/y:1' cannot be pulled. manifest unknown")]
    public async Task A_permanent_error_is_not_retried(string message)
    {
        await Assert.ThrowsAsync<DeploymentException>(() => RunAsync(_ => message));
        Assert.Single(_attempts);
        Assert.Empty(_reported);
    }

    [Theory]
    [InlineData("Get \"https://ghcr.io/v2/\": EOF")]
    [InlineData("Get \"https://ghcr.io/v2/\": net/http: TLS handshake timeout")]
    [InlineData("net/http: request canceled (Client.Timeout exceeded while awaiting headers)")]
    [InlineData("context deadline exceeded")]
    [InlineData("lookup ghcr.io on 192.0.2.53:53: no such host")]
    [InlineData("read: connection reset by peer")]
    [InlineData("connect: network is unreachable")]
    [InlineData("received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("toomanyrequests: You have reached your pull rate limit")]
    [InlineData("unexpected EOF")]
    public void Transient_errors_of_the_engine_are_recognized(string message) => Assert.True(PullRetry.IsTransient(message));

    private async Task RunAsync(Func<int, string?> fault)
    {
        var run = PullRetry.Create(_time, _reported.Add).ExecuteAsync(
            _ =>
            {
                _attempts.Add(_time.GetUtcNow());
                return fault(_attempts.Count) is { } message ? throw new DeploymentException(message) : ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken).AsTask();
        while (!run.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await run;
    }
}
