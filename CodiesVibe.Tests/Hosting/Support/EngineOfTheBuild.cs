using System.Reflection;
using System.Runtime.CompilerServices;

namespace CodiesVibe.Tests.Hosting.Support;

/// <summary>Applications that tests put together have no build of their own; they run on the engine that the app host's build found.</summary>
internal static class EngineOfTheBuild
{
    [ModuleInitializer]
    internal static void Announce()
    {
        Announce("ASPIRE_DCP_PATH", "dcpclipath");
        Announce("ASPIRE_DASHBOARD_PATH", "aspiredashboardpath");
    }

    private static void Announce(string variable, string metadata)
    {
        var path = typeof(Projects.CodiesVibe_AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == metadata)?.Value;
        if (Environment.GetEnvironmentVariable(variable) is null && File.Exists(path))
        {
            Environment.SetEnvironmentVariable(variable, path);
        }
    }
}
