using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>What must hold across the services, before anything is written.</summary>
internal static class ModelCheck
{
    /// <exception cref="PublishingException">It does not hold.</exception>
    public static void Run(SystemModel model, ManifestResource? production, ProductionFacts? facts)
    {
        RefuseTakenPorts(model);
        if (production is null || facts is null)
        {
            return;
        }

        RefuseUnknownNames(model, production, facts);
        foreach (var service in model.Services)
        {
            foreach (var wait in service.Facts.Waits)
            {
                RefuseBadWait(model, service, wait);
            }
        }

        RefuseCircles(model);
    }

    private static void RefuseTakenPorts(SystemModel model)
    {
        foreach (var taken in model.Services.SelectMany(service => service.Facts.Published.Select(port => (service.Name, port.Host, port.Udp))).GroupBy(use => (use.Host, use.Udp)).Where(uses => uses.Count() > 1))
        {
            throw new PublishingException(
                $"The port {taken.Key.Host} of the host is published twice: by {string.Join(" and ", taken.Select(use => $"'{use.Name}'"))}. Give one of them another port in the app host.");
        }
    }

    private static void RefuseUnknownNames(SystemModel model, ManifestResource production, ProductionFacts facts)
    {
        if (facts.Services.Keys.FirstOrDefault(name => model.Find(name) is null) is { } stranger)
        {
            throw production.Fault($"defines facts of '{stranger}', which is not a service");
        }

        foreach (var service in model.Services)
        {
            if (!facts.Services.ContainsKey(service.Name))
            {
                throw new PublishingException($"The resource '{service.Name}' has no facts of production. Add them in the app host with InProduction(...), or exclude the resource with ExcludeFromManifest().");
            }

            if (service.Facts.Networks.FirstOrDefault(name => !facts.Networks.ContainsKey(name)) is { } network)
            {
                throw new PublishingException($"The resource '{service.Name}' uses the network '{network}', which is not defined. Add it to the networks in the app host.");
            }
        }
    }

    private static void RefuseBadWait(SystemModel model, Service service, WaitFacts wait)
    {
        var target = model.Find(wait.For)
            ?? throw new PublishingException($"The resource '{service.Name}' waits for '{wait.For}', which is not published. Remove the wait in the app host, or publish '{wait.For}'.");
        if (wait.Until == WaitUntil.Healthy && target.Facts.Probe is null)
        {
            throw new PublishingException($"The resource '{service.Name}' waits until '{wait.For}' is healthy, but '{wait.For}' has no health check. Add one in the app host, or use WaitForStart.");
        }
    }

    private static void RefuseCircles(SystemModel model)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in model.Services)
        {
            Visit(model, service, [], done);
        }
    }

    private static void Visit(SystemModel model, Service service, List<string> path, HashSet<string> done)
    {
        if (path.Contains(service.Name))
        {
            throw new PublishingException(
                $"The services wait for each other in a cycle: {string.Join(" -> ", [.. path.SkipWhile(name => name != service.Name), service.Name])}. Remove one of the waits in the app host.");
        }

        if (!done.Contains(service.Name))
        {
            path.Add(service.Name);
            foreach (var wait in service.Facts.Waits)
            {
                Visit(model, model.Find(wait.For)!, path, done);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(service.Name);
        }
    }
}
