using System.Globalization;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Remote;

/// <summary>The arguments of the system's <c>ssh</c>: what works when it is typed works here, with its configuration, agent and jump hosts.</summary>
internal static class SshArguments
{
    /// <summary>A first connection, which the following commands share.</summary>
    /// <param name="options">The server.</param>
    /// <param name="socket">The path of the socket for them.</param>
    /// <param name="command">What runs on the server while the connection is kept.</param>
    public static IReadOnlyList<string> Connect(DeployOptions options, string socket, string command) =>
    [
        "-T", "-M", "-S", socket,
        "-o", "ControlPersist=no",
        "-o", "BatchMode=yes",
        "-o", "StrictHostKeyChecking=yes",
        "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={options.Timeouts.Connect}"),
        "-o", "ServerAliveInterval=5",
        "-o", "ServerAliveCountMax=3",
        .. options.KnownHostsFile is { } known ? ["-o", $"UserKnownHostsFile={Quoted(known)}", "-o", "GlobalKnownHostsFile=none"] : Array.Empty<string>(),
        .. options.KeyFile is { } key ? ["-o", "IdentitiesOnly=yes", "-i", Escaped(key)] : Array.Empty<string>(),
        .. options.User is { } user ? ["-l", user] : Array.Empty<string>(),
        "-p", options.Port.ToString(CultureInfo.InvariantCulture),
        "--", options.Host, command,
    ];

    /// <summary>A command over the shared connection.</summary>
    public static IReadOnlyList<string> Run(DeployOptions options, string socket, string command) =>
        ["-T", "-S", socket, "-o", "ControlMaster=no", "-o", "BatchMode=yes", "-o", "ProxyCommand=false", "--", options.Host, command];

    // A value with a space is two words to ssh.
    private static string Quoted(string path) => $"\"{Escaped(path)}\"";

    // A percent sign begins a token that ssh expands, for example %h to the host.
    private static string Escaped(string path) => path.Replace("%", "%%", StringComparison.Ordinal);
}
