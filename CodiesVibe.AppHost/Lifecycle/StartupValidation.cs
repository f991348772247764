using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Finds, before anything starts, what would make the application hang or connect to an unrelated program.</summary>
internal static class StartupValidation
{
    /// <summary>The addresses of the launch profile, with the setting that changes each.</summary>
    private static readonly string[] s_addresses = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <exception cref="DistributedApplicationException">Resources wait for each other in a cycle, or a port is taken or requested twice.</exception>
    public static void Validate(IReadOnlyCollection<IResource> resources, IConfiguration configuration)
    {
        if (FindCycle(resources) is { } circle)
        {
            throw new DistributedApplicationException($"These resources wait for each other in a circle, so none of them can start: {string.Join(" -> ", circle.Select(name => $"'{name}'"))}. Remove one of the waits.");
        }

        if (configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            return;
        }

        var ports = FixedPorts(resources).Concat(ProfilePorts(configuration)).ToList();
        foreach (var port in ports.GroupBy(port => port.Number).Where(group => group.Count() > 1))
        {
            throw new DistributedApplicationException($"Port {port.Key} is used by both {string.Join(" and ", port.Select(user => user.User))}. Give one of them another port.");
        }

        foreach (var port in ports.Where(port => IsTaken(port.Number)))
        {
            throw new DistributedApplicationException($"Port {port.Number}, which {port.User} needs, is already in use. Stop the process that listens there (see 'ss -ltnp sport = :{port.Number}'), or change the port.");
        }
    }

    /// <summary>The names along the first cycle of waits, with the first one repeated at the end; null if there is no cycle.</summary>
    private static List<string>? FindCycle(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        return resources.Select(resource => Follow(resource, [])).FirstOrDefault(circle => circle is not null);

        List<string>? Follow(IResource resource, List<IResource> path)
        {
            if (path.IndexOf(resource) is >= 0 and var start)
            {
                return [.. path[start..].Append(resource).Select(member => member.Name)];
            }

            var circle = done.Contains(resource)
                ? null
                : resource.Annotations.OfType<WaitAnnotation>().Select(wait => Follow(wait.Resource, [.. path, resource])).FirstOrDefault(found => found is not null);
            done.Add(resource);
            return circle;
        }
    }

    private static IEnumerable<(int Number, string User)> FixedPorts(IEnumerable<IResource> resources) =>
        from resource in resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        let port = endpoint.Port ?? 0
        where port > 0
        select (port, $"the endpoint '{endpoint.Name}' of '{resource.Name}'");

    private static IEnumerable<(int Number, string User)> ProfilePorts(IConfiguration configuration) =>
        from setting in s_addresses
        from address in (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        let uri = Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : throw new DistributedApplicationException($"{setting} is '{address}', which is not a valid URL. Use the form http://localhost:15180.")
        where uri.Port > 0
        select (uri.Port, $"the dashboard ({setting})");

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }
}
