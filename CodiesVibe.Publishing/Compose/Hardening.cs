using System.Globalization;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Compose;

/// <summary>What keeps a service from doing more than it has to.</summary>
internal static class Hardening
{
    /// <summary>The entries of the service; a rule is left out only where its waiver is stated.</summary>
    public static YamlMap Of(ServiceFacts facts) => new()
    {
        { "user", facts.User },
        // At service level: both versions of compose take all three together only there.
        { "mem_limit", facts.Limits is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory.Memory}m") : null },
        { "cpus", facts.Limits?.Cpus },
        { "pids_limit", facts.Limits?.Pids },
        { "read_only", Waives(facts, HardeningRule.ReadOnlyRoot) ? null : true },
        { "tmpfs", facts.Tmpfs.Select(Interpolation.Literal) },
        { "cap_drop", Waives(facts, HardeningRule.NoCapabilities) ? null : ["ALL"] },
        { "security_opt", ["no-new-privileges:true"] },
        { "pid", facts.HostProcesses ? "host" : null },
    };

    private static bool Waives(ServiceFacts facts, HardeningRule rule) => facts.Waivers.Any(waiver => waiver.Rule == rule);
}
