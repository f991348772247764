using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The processor can run MongoDB 7, which wants AVX, or ARMv8.2-A (https://www.mongodb.com/docs/manual/administration/production-notes/#platform-support-matrix).</summary>
internal static class ProcessorRule
{
    private const string Subject = "processor";

    /// <summary>Each of them came with ARMv8.2-A or later.</summary>
    private static readonly string[] s_armv82 = ["fphp", "dcpop", "sha3", "sm3", "sm4", "asimddp", "sha512", "sve"];

    public static Finding Check(Examination examination) => (examination.Facts.Machine, examination.Facts.Features) switch
    {
        ("x86_64", var features) when features.Contains("avx") => Finding.Pass(Subject, "x86_64 with AVX"),
        ("x86_64", _) => Finding.Fail(Subject, "it has no AVX, which MongoDB 7 needs: the container ends with exit code 132", "Choose the processor type 'host' for the virtual machine, or another server; or let MongoDB run elsewhere (docs/publishing.md)."),
        ("aarch64", var features) when s_armv82.Any(features.Contains) => Finding.Pass(Subject, "aarch64 of ARMv8.2-A or later"),
        ("aarch64", _) => Finding.Fail(Subject, "it is older than ARMv8.2-A, which MongoDB 7 needs", "Choose another server, or let MongoDB run elsewhere (docs/publishing.md)."),
        var (machine, _) => Finding.Warn(Subject, $"nobody has tried '{machine}'", "The images are made for x86_64 and aarch64."),
    };
}
