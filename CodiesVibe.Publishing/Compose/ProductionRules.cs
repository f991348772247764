using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>What every service of production has to state, or waive with a reason.</summary>
internal static class ProductionRules
{
    /// <exception cref="PublishingException">A service breaks one of them; the message names it and the remedy.</exception>
    public static void Check(SystemModel model)
    {
        foreach (var service in model.Services)
        {
            if (Violation(service) is { } violation)
            {
                throw new PublishingException($"Service '{service.Name}' {violation}.");
            }
        }

        CheckDevelopmentPorts(model);
    }

    private static string? Violation(Service service)
    {
        var facts = service.Facts;
        return
            facts.Networks.Count == 0 ? "has no network: set its Networks"
            : facts.Limits is null ? "has no resource limits. Set its Limits"
            : service.Image is null && facts.Build is null ? "has neither an image nor a Dockerfile: set one of them"
            : service.BindMounts is [var mount, ..] ? $"mounts '{mount.Source}' of the repository, which the server does not have: publish it as a file and set its Mounts"
            : service.Build is { IsBuildOnly: true } ? "is built only to provide files for other images, which production has no place for: exclude it with ExcludeFromManifest()"
            : Breaks(HardeningRule.HealthCheck, facts.Probe is null) ? "has no health check: set its Probe, or waive HealthCheck and give the reason"
            : Breaks(HardeningRule.NonRootUser, facts.User is null || facts.User.Split(':')[0] is "0" or "root") ? "runs as root or has no user: set a numeric User, or waive NonRootUser and give the reason"
            : Breaks(HardeningRule.NoHostMount, facts.HostMounts.Count > 0) ? "mounts directories of the host: remove its HostMounts, or waive NoHostMount and give the reason"
            : Breaks(HardeningRule.NoHostProcesses, facts.HostProcesses) ? "sees the processes of the host: unset HostProcesses, or waive NoHostProcesses and give the reason"
            : Breaks(HardeningRule.SecretsAsFiles, facts.Secrets == SecretStyle.Variable && service.Environment.Any(variable => variable.Value.IsSecret))
                ? "reads secrets from its environment: set how it reads them from files (Secrets), or waive SecretsAsFiles and give the reason"
            : null;

        bool Breaks(HardeningRule rule, bool broken) => broken && facts.Waivers.All(waiver => waiver.Rule != rule);
    }

    /// <summary>In development the infrastructure keeps its ports, and the product has others.</summary>
    private static void CheckDevelopmentPorts(SystemModel model)
    {
        var taken = model.Services.SelectMany(service => Ports(service.Facts).Select(port => (service.Name, port.Host, port.Udp)))
            .GroupBy(port => (port.Host, port.Udp)).FirstOrDefault(group => group.Count() > 1);
        if (taken is not null)
        {
            throw new PublishingException($"Services '{string.Join("' and '", taken.Select(port => port.Name))}' both publish port {taken.Key.Host} of the host in development. Give one of them another port.");
        }

        static IReadOnlyList<PublishedPort> Ports(ServiceFacts facts) => facts.Tier == Tier.Infrastructure ? facts.Published : facts.Development?.Ports ?? [];
    }
}
