using System.Net.Sockets;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The ports are open for IPv4 alone, so the name has no AAAA record of the server: visitors with IPv6 would be refused.</summary>
internal static class IPv6Rule
{
    private const string Subject = "ipv6";

    public static Finding Check(Examination examination)
    {
        var (records, own) = (examination.Site.Addresses.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToList(), examination.Facts.PublicIPv6);
        return records switch
        {
            _ when records.Intersect(own).Any() => Finding.Fail(Subject, $"{examination.Site.Name} has an AAAA record of the server ({string.Join(", ", records.Intersect(own))}), whose ports are open for IPv4 alone", "Remove the AAAA record, or put Cloudflare before the site."),
            [_, ..] when examination.Site.Addresses.Intersect(examination.Site.ServerAddresses).Any() => Finding.Warn(Subject, $"{examination.Site.Name} has AAAA records ({string.Join(", ", records)}) beside the address of the server", "Where they lead to the server too, remove them: its ports are open for IPv4 alone."),
            _ => Finding.Pass(Subject, own.Count == 0 ? "the server has no public IPv6 address" : "the name does not lead to the server's IPv6 address, whose ports are closed"),
        };
    }
}
