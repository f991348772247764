using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Probing;

/// <summary>Looks at the site from outside, as a visitor.</summary>
/// <param name="site">Where it is.</param>
/// <param name="client">Asks it.</param>
/// <param name="time">The clock.</param>
internal sealed class SiteProbe(SiteAddress site, SiteClient client, TimeProvider time)
{
    /// <summary>Asks everything at once, so that the slowest answer is the longest wait.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var redirect = client.GetAsync(site.Http("/"), cancellationToken);
        var answers = await Task.WhenAll(PublicEndpoint.All.Select(endpoint => client.GetAsync(site.Https(endpoint.Path), cancellationToken)));
        return
        [
            .. PublicEndpoint.All.Zip(answers, (endpoint, answer) => ProbeRules.OfEndpoint(endpoint.Path, answer)),
            ProbeRules.OfCertificate(site, client.Certificate, time.GetUtcNow()),
            ProbeRules.OfRedirect(site, await redirect),
        ];
    }
}
