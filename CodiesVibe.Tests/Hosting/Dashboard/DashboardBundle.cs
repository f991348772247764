using Aspire.Hosting;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>The real dashboard, for the tests that need it.</summary>
internal static class DashboardBundle
{
    /// <summary>The setting that names it; skips the test where there is none.</summary>
    public static (string Key, string Value) Setting()
    {
        var locator = new DcpLocator(
            new ConfigurationBuilder().AddEnvironmentVariables().Build(),
            typeof(Projects.CodiesVibe_AppHost).Assembly,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        try
        {
            return ("ASPIRE_DASHBOARD_PATH", locator.FindDashboard());
        }
        catch (DistributedApplicationException absent)
        {
            Assert.Skip(absent.Message);
            throw;
        }
    }
}
