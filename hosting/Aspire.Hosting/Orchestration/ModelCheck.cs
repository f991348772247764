using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Networking;

namespace Aspire.Hosting.Orchestration;

/// <summary>Finds what would make the application hang or talk to the wrong process, before anything starts.</summary>
internal static class ModelCheck
{
    /// <exception cref="DistributedApplicationException">Something is wrong; the message names both sides.</exception>
    public static void Verify(DistributedApplicationModel model, EndpointOptions endpoints)
    {
        RefuseWaitCycles(model);
        ContainerCheck.Verify(model);
        if (!endpoints.RandomizePorts)
        {
            RefuseTakenPorts(model);
        }
    }

    private static void RefuseWaitCycles(DistributedApplicationModel model)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in model.Resources)
        {
            Visit(resource, [], done);
        }
    }

    private static void Visit(IResource resource, List<IResource> path, HashSet<IResource> done)
    {
        var start = path.IndexOf(resource);
        if (start >= 0)
        {
            var cycle = string.Join(" -> ", path.Skip(start).Append(resource).Select(r => $"'{r.Name}'"));
            throw new DistributedApplicationException($"The resources wait for one another in a circle, so none of them could ever start: {cycle}. Remove one of these waits.");
        }

        if (!done.Add(resource))
        {
            return;
        }

        path.Add(resource);
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
        {
            Visit(wait.Resource, path, done);
        }

        path.RemoveAt(path.Count - 1);
    }

    private static void RefuseTakenPorts(DistributedApplicationModel model)
    {
        var owners = new Dictionary<int, string>();
        foreach (var (resource, endpoint) in model.Resources.Where(EngineResource.IsRunByEngine).SelectMany(r => r.Annotations.OfType<EndpointAnnotation>().Select(e => (r, e))))
        {
            if (endpoint.Port is not { } port)
            {
                continue;
            }

            var owner = $"endpoint '{endpoint.Name}' of resource '{resource.Name}'";
            if (!owners.TryAdd(port, owner))
            {
                throw new DistributedApplicationException($"Port {port} is asked for twice: by {owners[port]} and by {owner}. Give one of them another port, or none to get a free one.");
            }

            // What outlives the application holds its port already.
            if (resource.Lifetime() != ContainerLifetime.Persistent && LocalPort.IsTaken(port))
            {
                throw new DistributedApplicationException($"Port {port}, which {owner} needs, is already in use by another process, perhaps another running instance of this AppHost. Stop that process, then start again.");
            }
        }
    }
}
