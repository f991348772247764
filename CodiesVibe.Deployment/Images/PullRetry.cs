using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;

namespace CodiesVibe.Deployment.Images;

/// <summary>Three attempts with exponential back-off and jitter, only for what can pass: the network, and a registry that fails (R205).</summary>
internal static partial class PullRetry
{
    /// <param name="time">For the pauses.</param>
    /// <param name="report">Told of each attempt that failed.</param>
    public static ResiliencePipeline Create(TimeProvider time, Action<string> report) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<DeploymentException>(fault => IsTransient(fault.Message)),
            OnRetry = attempt =>
            {
                report($"Attempt {attempt.AttemptNumber + 1} failed; trying again in {attempt.RetryDelay.TotalSeconds:0.0} s");
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Whether the engine's message speaks of something that may pass by itself.</summary>
    public static bool IsTransient(string message) => Transient.IsMatch(message);

    // Whole words, since the message names the image.
    [GeneratedRegex(
        @"\b(timeout|timed out|deadline exceeded|connection refused|connection reset|no such host|temporary failure|unexpected EOF|unreachable|toomanyrequests)\b|: EOF\b|unexpected HTTP status: 5",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Transient { get; }
}
