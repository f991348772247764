using System.Reflection;
using CodiesVibe.Tests.LongRequests;

/// <summary>What the runtime runs first, named by <c>DOTNET_STARTUP_HOOKS</c>: a hosting startup that the program does not reference has to be found.</summary>
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
        new AssemblyName(wanted.Name).Name == typeof(LongRequestEndpoints).Assembly.GetName().Name ? typeof(LongRequestEndpoints).Assembly : null;
}
