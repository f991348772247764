using System.Globalization;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>Where the gateway listens, and the servers behind it.</summary>
/// <param name="Port">Its own port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="Backend">The address of the API.</param>
/// <param name="Frontend">The address of the server of the page.</param>
internal sealed record GatewayOptions(int Port, Uri Backend, Uri Frontend)
{
    /// <summary>Reads <c>PORT</c>, <c>BACKEND_HTTP</c> and <c>FRONTEND_HTTP</c>; <c>ASPNETCORE_URLS</c> is ignored.</summary>
    /// <exception cref="StartupException">A value is missing or unusable.</exception>
    public static GatewayOptions Read(Func<string, string?> variable) =>
        new(ReadPort(variable), ReadTarget(variable, "BACKEND_HTTP"), ReadTarget(variable, "FRONTEND_HTTP"));

    private static int ReadPort(Func<string, string?> variable)
    {
        const string Remedy = "Set it to the port that the gateway listens on, for example PORT=8080";
        string value = Required(variable, "PORT", Remedy);
        return ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw new StartupException($"PORT is '{value}', which is not a valid port (0-65535). {Remedy}.");
    }

    private static Uri ReadTarget(Func<string, string?> variable, string name)
    {
        string remedy = $"Set it to the address of the server behind the gateway, for example {name}=http://127.0.0.1:5180";
        string value = Required(variable, name, remedy);
        return Uri.TryCreate(value, UriKind.Absolute, out Uri? target)
            && target.Scheme is "http" or "https"
            && target.PathAndQuery == "/"
            ? target
            : throw new StartupException($"{name} is '{value}', which is not the address of an HTTP server. {remedy}.");
    }

    private static string Required(Func<string, string?> variable, string name, string remedy) =>
        variable(name) is { Length: > 0 } value
            ? value
            : throw new StartupException($"{name} is not set. {remedy}.");
}
