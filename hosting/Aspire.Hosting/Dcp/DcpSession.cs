using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.Dcp;

/// <summary>The private folder of one engine: what it needs to start and where it keeps its logs.</summary>
internal sealed class DcpSession : IDisposable
{
    public DcpSession()
    {
        try
        {
            // Made by mkdtemp: new, and open to nobody else.
            Folder = Directory.CreateTempSubdirectory("aspire-").FullName;
            Certificate = DcpCertificate.Write(CertificateFile, KeyFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"The folder for temporary files cannot be used: {exception.Message} Set TMPDIR to one that can.", exception);
        }
    }

    public string Folder { get; }

    public X509Certificate2 Certificate { get; }

    public string KubeconfigFile => Path.Combine(Folder, "kubeconfig");

    public string CertificateFile => Path.Combine(Folder, "api.crt");

    public string KeyFile => Path.Combine(Folder, "api.key");

    public string LogSocket => Path.Combine(Folder, "log");

    /// <summary>The engine removes the folder as its last act, when it is given the time.</summary>
    public bool IsRemoved => !Directory.Exists(Folder);

    public void Dispose()
    {
        Certificate.Dispose();
        if (!IsRemoved)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
