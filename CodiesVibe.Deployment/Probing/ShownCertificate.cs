using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CodiesVibe.Deployment.Probing;

/// <summary>The certificate that the site shows.</summary>
/// <param name="Expires">When it expires.</param>
/// <param name="Names">The names that it is for.</param>
/// <param name="IsForSite">Whether the site's name is one of them.</param>
/// <param name="Distrust">Why a browser does not trust it, apart from its dates; null where it does.</param>
internal sealed record ShownCertificate(DateTimeOffset Expires, IReadOnlyList<string> Names, bool IsForSite, string? Distrust)
{
    /// <param name="certificate">What the server has shown.</param>
    /// <param name="chain">The chain that was built of it.</param>
    /// <param name="errors">What is wrong with it.</param>
    public static ShownCertificate Of(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var distrust = chain?.ChainStatus.Where(status => status.Status != X509ChainStatusFlags.NotTimeValid).Select(status => status.StatusInformation.Trim()).Distinct().ToList() ?? [];
        return new(
            certificate.NotAfter.ToUniversalTime(),
            [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))],
            !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
            distrust.Count == 0 ? null : string.Join("; ", distrust));
    }
}
