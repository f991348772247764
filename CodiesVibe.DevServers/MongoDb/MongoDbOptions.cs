using System.Globalization;
using System.Net;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>How the emulator is started.</summary>
/// <param name="DataFolder">The folder of the data file, which is created if necessary.</param>
/// <param name="Address">Where to listen; port 0 for any free one.</param>
/// <param name="Login">The root user, who has all privileges, and its password; null for no authentication.</param>
internal sealed record MongoDbOptions(string DataFolder, IPEndPoint Address, (string User, string Password)? Login)
{
    public const string PortVariable = "PORT";
    public const string UserVariable = "MONGO_INITDB_ROOT_USERNAME";
    public const string PasswordVariable = "MONGO_INITDB_ROOT_PASSWORD";

    /// <exception cref="StartupException">An argument or a variable is missing or wrong.</exception>
    public static MongoDbOptions Read(string[] args, Func<string, string?> variable)
    {
        // In a container, the loopback interface is the container's own.
        var interfaces = args is [.., "--all-interfaces"] ? IPAddress.Any : IPAddress.Loopback;
        if (args is not (["--data", { Length: > 0 }] or ["--data", { Length: > 0 }, "--all-interfaces"]))
        {
            throw new StartupException("Usage: CodiesVibe.DevServers mongodb --data <folder> [--all-interfaces]");
        }
        return new MongoDbOptions(Path.GetFullPath(args[1]), new(interfaces, ReadPort(variable(PortVariable))), ReadLogin(variable));
    }

    private static int ReadPort(string? text) => string.IsNullOrEmpty(text) ? 0
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : throw new StartupException($"{PortVariable} is '{text}', which is not a valid port (1-65535). Correct it, or set it to 0 for any free port.");

    private static (string, string)? ReadLogin(Func<string, string?> variable)
    {
        var (user, password) = (variable(UserVariable), variable(PasswordVariable));
        if (string.IsNullOrEmpty(user) && string.IsNullOrEmpty(password))
        {
            return null;
        }
        if (string.IsNullOrEmpty(user) || string.IsNullOrEmpty(password))
        {
            throw new StartupException($"Only one of {UserVariable} and {PasswordVariable} is set. Set both, or neither of them.");
        }
        // Others would have to be normalised (SASLprep) exactly as every driver does it.
        return password.All(c => c is >= ' ' and <= '~')
            ? (user, password)
            : throw new StartupException($"{PasswordVariable} contains characters other than printable ASCII. Choose another password.");
    }
}
