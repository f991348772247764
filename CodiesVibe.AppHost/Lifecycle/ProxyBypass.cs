namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>
/// Makes requests between programs of this machine bypass the proxy in <c>HTTP_PROXY</c>; requests to the internet (images, packages) still use
/// it. .NET, Go and Node read the variable, and every program inherits it: the engine, the dashboard, the services.
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
