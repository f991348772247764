using System.Diagnostics;

namespace CodiesVibe.Tests.Support;

/// <summary>Waits for a condition by polling it.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(50);

    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> BecomesTrueAsync(string what, TimeSpan timeout, Func<Task<bool>> condition)
    {
        var elapsed = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(elapsed.Elapsed < timeout, $"Not within {timeout}: {what}");
            await Task.Delay(s_step, TestContext.Current.CancellationToken);
        }

        return elapsed.Elapsed;
    }
}
