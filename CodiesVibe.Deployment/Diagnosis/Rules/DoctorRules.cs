using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>All rules about a server that can be reached, in the order in which they are shown.</summary>
internal static class DoctorRules
{
    public static IReadOnlyList<Func<Examination, Finding>> All { get; } =
    [
        EngineRule.Check, ComposeRule.Check, ToolRule.Check, ProcessorRule.Check, MemoryRule.Check, DiskRule.Check, InodeRule.Check, ClockRule.Check,
        PortRule.Check, RegistryRule.Check, ImageRule.Check, NameRule.Check, IPv6Rule.Check, CertificateRule.Check, ContainerRule.Check, TunnelRule.Check, BackupRule.Check, DriftRule.Check,
    ];
}
