using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The site's name leads to the server. Behind Cloudflare it leads there.</summary>
internal static class NameRule
{
    private const string Subject = "name";

    public static Finding Check(Examination examination)
    {
        var (name, addresses, server) = examination.Site;
        var found = string.Join(", ", addresses);
        return examination.Site switch
        {
            { Name: null } => Finding.Warn(Subject, "the site has none", "Set SITE_NAMES: '-- --Deploy:Settings:SITE_NAMES=codiesvibe.example.org' with the next deployment."),
            { Addresses: [] } => Finding.Fail(Subject, $"{name} is not in the DNS", "Add an A record of it with the address of the server, or a route of the tunnel."),
            _ when addresses.Intersect(server).Any() => Finding.Pass(Subject, $"{name} leads to the server ({found})"),
            _ => Finding.Warn(Subject, $"{name} leads to {found}, not to {(server.Count == 0 ? "an address of the server that is known here" : string.Join(", ", server))}", "That is right behind Cloudflare; else correct its A record."),
        };
    }
}
