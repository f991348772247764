namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>
/// Keeps requests between the programs of this machine away from a proxy that <c>HTTP_PROXY</c> names; requests to the world (images, packages)
/// still use it. .NET, Go and Node read the variable, and every program inherits it: the engine, the dashboard, the services.
/// </summary>
internal static class ProxyBypass
{
    private static readonly string[] s_own = ["localhost", "127.0.0.1", "::1", "[::1]"];

    /// <summary>Call it before anything sends a request.</summary>
    public static void Extend()
    {
        foreach (var variable in (string[])["NO_PROXY", "no_proxy"])
        {
            var given = (Environment.GetEnvironmentVariable(variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Environment.SetEnvironmentVariable(variable, string.Join(',', given.Union(s_own, StringComparer.OrdinalIgnoreCase)));
        }
    }
}
