using System.Globalization;
using System.Text.RegularExpressions;

namespace CodiesVibe.Deployment.State;

/// <summary>A TCP port of the server that a program listens on.</summary>
/// <param name="Address">The address that it listens on; <c>0.0.0.0</c> and <c>::</c> stand for all.</param>
/// <param name="Port">The port.</param>
/// <param name="Program">The name of the program; null where the user on the server may not see it.</param>
/// <param name="Process">Its process id; null under the same condition.</param>
public sealed partial record Listener(string Address, int Port, string? Program, int? Process)
{
    private static readonly string[] s_all = ["0.0.0.0", "::", "*"];

    /// <summary>Whether the engine listens there for a container.</summary>
    public bool IsContainer => Program == "docker-proxy";

    /// <param name="line">A line of <c>ss -Hltnp</c>.</param>
    internal static Listener Parse(string line)
    {
        var local = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        var colon = local.LastIndexOf(':');
        var user = User.Match(line);
        return new(
            local[..colon].Split('%')[0].Trim('[', ']'),
            int.Parse(local[(colon + 1)..], CultureInfo.InvariantCulture),
            user.Success ? user.Groups["program"].Value : null,
            user.Success ? int.Parse(user.Groups["process"].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Whether nobody else can listen on this port of an address.</summary>
    public bool Occupies(string address, int port) => Port == port && (s_all.Contains(Address) || s_all.Contains(address) || Address == address);

    [GeneratedRegex("""users:\(\("(?<program>[^"]*)",pid=(?<process>[0-9]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex User { get; }
}
