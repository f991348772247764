using System.Diagnostics;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>Waits for what happens in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken cancellation)
    {
        var elapsed = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(elapsed.Elapsed < s_limit, "the condition did not come true in time");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }
    }
}
