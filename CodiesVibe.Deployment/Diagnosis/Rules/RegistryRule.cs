using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The server reaches the registry of the images. Whether it may pull is asked by a deployment.</summary>
internal static class RegistryRule
{
    private const string Subject = "registry";

    public static Finding Check(Examination examination) => examination.Facts.Registry switch
    {
        "reached" => Finding.Pass(Subject, $"the server reaches {examination.Registry}"),
        "none" => Finding.Warn(Subject, "it is unknown which one has the images", "Set Deploy:Registry."),
        "unknown" => Finding.Warn(Subject, $"it is unknown whether the server reaches {examination.Registry}", "Install openssl on the server."),
        var fault => Finding.Fail(Subject, $"the server does not reach {examination.Registry} ({fault})", "Check the DNS and the firewall of the server. In an emergency: '-- --Deploy:BuildOnServer=true'."),
    };
}
