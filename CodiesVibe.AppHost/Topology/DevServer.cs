using System.Reflection;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The program with the servers that stand in, in development, for those that are not installed.</summary>
internal static class DevServer
{
    /// <summary>Runs the program; its first argument names the server.</summary>
    public const string Command = "dotnet";

    /// <summary>The built program, as the build of this project recorded it.</summary>
    public static string Program { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "DevServersProgram").Value!;
}
