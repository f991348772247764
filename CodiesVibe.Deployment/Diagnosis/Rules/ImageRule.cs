using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The registry still has the image that serves, and gives it to this machine's account.</summary>
internal static class ImageRule
{
    private const string Subject = "image";

    public static Finding Check(Examination examination) => (examination.State.CurrentRelease, examination.ImageFault) switch
    {
        (null, _) => Finding.Warn(Subject, "nothing is deployed yet", "Deploy: dotnet aspire deploy"),
        (_, { } fault) => Finding.Fail(Subject, fault, "Without it a lost server cannot be rebuilt as it was. Check Deploy:RegistryUser and Deploy:RegistryTokenFile, or push it again: dotnet aspire do push-images"),
        var (release, _) => Finding.Pass(Subject, $"the registry has version {release.VersionOf("backend")} of the backend"),
    };
}
