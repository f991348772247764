using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>Waits for a condition that nothing announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Returns the first value that is not null.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<T?> get)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Timeout);
        while (true)
        {
            if (get() is { } value)
            {
                return value;
            }

            try
            {
                await Task.Delay(50, timeout.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {Timeout.TotalSeconds} s: {what}.");
            }
        }
    }
}
