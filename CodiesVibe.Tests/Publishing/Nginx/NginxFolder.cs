using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Publishing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The directories of one nginx, with a self-signed certificate; removed with the test. Without nginx the test is skipped.</summary>
internal sealed class NginxFolder : IDisposable
{
    /// <summary>Of the certificate.</summary>
    public const string Subject = "CN=codiesvibe.test";

    private readonly DirectoryInfo _root;

    public NginxFolder()
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        _root = Directory.CreateTempSubdirectory("codiesvibe-nginx-");
        Directory.CreateDirectory(Path.Combine(State, "active"));
        foreach (string folder in (string[])[Configuration, Certificates, Temporary])
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(Path.Combine(State, "names.conf"), "127.0.0.1 127.0.0.1;\n");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(Certificates, "fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Certificates, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    public string Configuration => Path.Combine(_root.FullName, "nginx");

    public string State => Path.Combine(_root.FullName, "state");

    public string Certificates => Path.Combine(_root.FullName, "certificates");

    public string Temporary => Path.Combine(_root.FullName, "tmp");

    public string Log => Path.Combine(_root.FullName, "access.log");

    public string MainFile => Path.Combine(Configuration, "nginx.conf");

    public void Write(IEnumerable<GeneratedFile> files)
    {
        foreach (GeneratedFile file in files)
        {
            File.WriteAllBytes(Path.Combine(Configuration, file.Path), file.Content.ToArray());
        }
    }

    public void Raise(string flag) => File.WriteAllText(Path.Combine(State, flag), "");

    public void Lower(string flag) => File.Delete(Path.Combine(State, flag));

    public void Dispose() => _root.Delete(recursive: true);
}
