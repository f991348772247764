using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>The real dashboard, for the tests that need it.</summary>
internal static class DashboardBundle
{
    /// <summary>The setting that names it; skips the test where there is none.</summary>
    public static (string Key, string Value) Setting()
    {
        const string key = "ASPIRE_DASHBOARD_PATH";
        if (Environment.GetEnvironmentVariable(key) is not { Length: > 0 } path)
        {
            Assert.Skip($"There is no dashboard: {key} is not set.");
            throw new InvalidOperationException("Skipped.");
        }

        return (key, path);
    }
}
