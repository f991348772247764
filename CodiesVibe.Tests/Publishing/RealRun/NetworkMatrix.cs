using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Which service can reach which, tested from inside the network of every container.</summary>
internal static class NetworkMatrix
{
    private static readonly string[] s_families = ["tcp", "tcp6"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>A service can reach the ports of the services that share a network with it, and no others; a service on internal networks alone cannot reach the internet.</summary>
    public static async Task CheckAsync(Deployment deployment)
    {
        var model = deployment.Model;
        var containers = (await deployment.ContainersAsync()).Where(container => container.Process != 0).ToList();
        var isInternal = model.Networks.ToDictionary(network => network.Name, network => network.Internal);
        var tries =
            from source in containers
            from target in containers
            where source.Id != target.Id
            from port in model.Find(target.Service)!.Bindings.Where(binding => IsServed(binding.Name)).Select(binding => binding.Port)
            from network in target.Networks
            select (What: $"{source.Service} -> {target.Service}:{port} by {network.Key}", source, network.Value, port, Expected: source.Networks.ContainsKey(network.Key));
        var ways = containers.Select(source =>
            (What: $"{source.Service} -> the world", source, Value: ServerMachine.World, port: 8088, Expected: source.Networks.Keys.Any(network => !isInternal[network])));
        var results = await Task.WhenAll(tries.Concat(ways).Select(async attempt =>
            (attempt.What, attempt.Expected, Actual: await ReachesAsync(deployment.Machine, attempt.source, attempt.Value, attempt.port))));
        Assert.Empty(results.Where(result => result.Expected != result.Actual).Select(result => $"{result.What}: {(result.Actual ? "reached" : "not reached")}"));
    }

    /// <summary>What listens on the server for others than itself, by port.</summary>
    public static int[] OpenPorts(Deployment deployment) =>
    [
        .. s_families.SelectMany(family => File.ReadLines($"/proc/{deployment.Machine.FirstProcess}/net/{family}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == "0A" && !fields[1].StartsWith("0100007F:", StringComparison.Ordinal))
            .Select(fields => int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Distinct().Order(),
    ];

    // Alloy's stand-in takes no logs.
    private static bool IsServed(string binding) => binding != "otlp";

    private static async Task<bool> ReachesAsync(ServerMachine machine, RunningContainer source, string address, int port)
    {
        using var socket = machine.InContainer(source, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address), port, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
