using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The certificate of the edge is valid for some time, and not the one that was made for the beginning.</summary>
internal static class CertificateRule
{
    private const string Subject = "certificate";
    private const string Remedy = "Renew it, and put it in place with install-certificate.sh on the server.";

    public static Finding Check(Examination examination)
    {
        var certificate = examination.State.Certificate;
        if (certificate.Expires is not { } expires)
        {
            return Finding.Warn(Subject, $"it is unknown: {certificate.Fault}", "The first deployment makes one.");
        }

        var (grade, what) = CertificateLife.Judge(expires, examination.Now);
        return grade switch
        {
            Grade.Pass when certificate.IsSelfSigned => Finding.Warn(Subject, $"{what}, but it is self-signed: browsers warn of the site", "Put one of an authority in place with install-certificate.sh on the server. Behind a tunnel it is right as it is."),
            Grade.Pass => Finding.Pass(Subject, what),
            _ => new(grade, Subject, what, Remedy),
        };
    }
}
