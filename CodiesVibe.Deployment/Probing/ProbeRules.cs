using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Probing;

/// <summary>What the site's answers mean.</summary>
internal static class ProbeRules
{
    private const string Redirect = "redirect";
    private const string Certificate = "certificate";

    /// <summary>Over this, visitors notice that they wait.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);

    /// <summary>A path has to answer with success.</summary>
    public static Finding OfEndpoint(string path, SiteAnswer answer)
    {
        if (answer.Status is not { } status)
        {
            return Finding.Fail(path, answer.Fault!, "Check the DNS of the name, the firewall and the edge: dotnet aspire do doctor");
        }

        var what = $"{status} in {answer.Time.TotalMilliseconds:0} ms{(answer.Version is { } version ? $", version {version}" : "")}{(answer.IsFromCloudflare ? ", through Cloudflare" : "")}";
        return status switch
        {
            >= 200 and < 300 when answer.Time <= s_slow => Finding.Pass(path, what),
            >= 200 and < 300 => Finding.Warn(path, what, $"It is slow: over {s_slow.TotalSeconds:0} s. See the dashboards for what takes the time."),
            // https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
            >= 520 and <= 530 when answer.IsFromCloudflare => Finding.Fail(path, what, "Cloudflare does not reach the server: check the tunnel or port 443 with 'dotnet aspire do doctor'."),
            >= 500 => Finding.Fail(path, what, "See what is ill with 'dotnet aspire do status', and why with 'dotnet aspire do logs'."),
            _ => Finding.Fail(path, what, "The edge does not serve this path to visitors. Is the address that of this site?"),
        };
    }

    /// <summary>The certificate has to be trusted, for this name, and valid for some time.</summary>
    public static Finding OfCertificate(SiteAddress site, ShownCertificate? certificate, DateTimeOffset now)
    {
        const string Renew = "Renew it, and put it in place with install-certificate.sh on the server.";
        if (certificate is null)
        {
            return Finding.Fail(Certificate, "none was shown", "The lines above say why there is no connection.");
        }

        var (grade, what) = CertificateLife.Judge(certificate.Expires, now);
        return certificate switch
        {
            { IsForSite: false } => Finding.Fail(Certificate, $"is for {(certificate.Names.Count == 0 ? "no name" : string.Join(", ", certificate.Names))}, not for {site.Name}; it {what}", Renew),
            { Distrust: { } distrust } => Finding.Fail(Certificate, $"browsers do not trust it ({distrust}); it {what}", Renew),
            _ => new(grade, Certificate, what, grade == Grade.Pass ? "" : Renew),
        };
    }

    /// <summary>Plain HTTP has to lead to HTTPS.</summary>
    public static Finding OfRedirect(SiteAddress site, SiteAnswer answer)
    {
        const string Remedy = "Check that port 80 is open, and that SITE_NAMES on the server has the name.";
        var what = $"{site.Http("/")} answers {answer.Status}";
        return answer switch
        {
            { Fault: { } fault } => Finding.Fail(Redirect, $"{site.Http("/")}: {fault}", Remedy),
            { Status: 301 or 302 or 307 or 308, Location: { } location } when location == site.Https("/") => Finding.Pass(Redirect, $"{site.Http("/")} leads to {location}"),
            { Location: { } location } => Finding.Fail(Redirect, $"{what} and leads to {location}, not to {site.Https("/")}", Remedy),
            _ => Finding.Fail(Redirect, $"{what} instead of leading to {site.Https("/")}", Remedy),
        };
    }
}
