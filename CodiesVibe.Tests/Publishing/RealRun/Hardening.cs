using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Compares the running containers with the rules and the exceptions in the model.</summary>
internal static class Hardening
{
    /// <summary>No finding without a stated exception, and no exception without a finding.</summary>
    public static async Task CheckAsync(Deployment deployment)
    {
        var model = deployment.Model;
        var findings = new List<string>();
        foreach (var container in await deployment.ContainersAsync())
        {
            var service = ServiceOf(model, container.Service);
            var broken = HardeningRules.All.Where(rule => !rule.Holds(container, service)).ToList();
            findings.AddRange(broken.Where(rule => !service.Facts.Waivers.Any(waiver => waiver.Rule == rule.Waived)).Select(rule => $"{container.Service}: {rule.Id}"));
            findings.AddRange(service.Facts.Waivers.Where(waiver => !broken.Exists(rule => rule.Waived == waiver.Rule)).Select(waiver => $"{container.Service}: needs no exception from {waiver.Rule}"));
        }

        Assert.Empty(findings);
    }

    /// <summary>No secret is anywhere that <c>docker inspect</c> or <c>docker logs</c> show.</summary>
    public static async Task CheckSecretsAsync(Deployment deployment)
    {
        var secrets = deployment.Model.Secrets.Where(secret => secret.Generated is not null).Select(secret => File.ReadAllText(deployment.PathOf($"secrets/{secret.Name}"))).ToList();
        Assert.NotEmpty(secrets);
        foreach (var container in await deployment.ContainersAsync())
        {
            var (_, output, errors) = await deployment.Machine.Docker.RunAsync(["logs", container.Name]);
            var shown = container.Inspected.ToJsonString() + output + errors;
            Assert.DoesNotContain(secrets, secret => shown.Contains(secret, StringComparison.Ordinal));
        }
    }

    /// <summary>The gate is the backend's program in a one-off run.</summary>
    private static Service ServiceOf(SystemModel model, string container) => container switch
    {
        "wait-for-infra" when model.Find("backend")! is var backend => backend with { Facts = backend.Facts with { Published = [] } },
        _ => model.Find(container) ?? throw new InvalidOperationException($"No service is called {container}."),
    };
}
