using System.Globalization;
using System.Net;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Diagnosis;

/// <summary>What the server says of itself.</summary>
internal sealed record ServerFacts
{
    /// <summary>Its clock.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>The version of the engine, or why it does not answer.</summary>
    public required string Engine { get; init; }

    /// <summary>The version of compose; empty where there is none.</summary>
    public required string Compose { get; init; }

    /// <summary>The programs that scripts use and that are not installed.</summary>
    public required IReadOnlyList<string> MissingTools { get; init; }

    /// <summary>The file systems that the deployment writes to.</summary>
    public required IReadOnlyList<Disk> Disks { get; init; }

    /// <summary>The memory of the machine, in MiB.</summary>
    public required long MemoryMiB { get; init; }

    /// <summary>The memory that programs can still have, in MiB.</summary>
    public required long AvailableMiB { get; init; }

    /// <summary>The kind of its processor, as <c>uname -m</c> names it.</summary>
    public required string Machine { get; init; }

    /// <summary>What the processor can do, in the words of the kernel.</summary>
    public required IReadOnlySet<string> Features { get; init; }

    /// <summary><c>reached</c>, <c>none</c> without a registry, <c>unknown</c>, or why it cannot be reached.</summary>
    public required string Registry { get; init; }

    /// <summary>Its addresses in the IPv6 internet.</summary>
    public required IReadOnlyList<IPAddress> PublicIPv6 { get; init; }

    /// <param name="text">What <c>examine.sh</c> prints.</param>
    /// <exception cref="DeploymentException">It is not whole.</exception>
    public static ServerFacts Parse(string text)
    {
        var sections = Sections.Parse(text);
        var memory = sections.Lines("memory").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture) / 1024, StringComparer.Ordinal);
        var processor = sections.Lines("processor");
        return new()
        {
            Clock = DateTimeOffset.FromUnixTimeSeconds(long.Parse(sections.Lines("clock")[0], CultureInfo.InvariantCulture)),
            Engine = sections.Lines("engine").LastOrDefault() ?? "it does not answer within 10 s",
            Compose = sections.Lines("compose").FirstOrDefault("").TrimStart('v'),
            MissingTools = sections.Lines("missing"),
            Disks = Disk.Parse(sections.Lines("disks")),
            MemoryMiB = memory["MemTotal:"],
            AvailableMiB = memory["MemAvailable:"],
            Machine = processor[0],
            Features = processor.Skip(1).SelectMany(line => line.Split(':')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal),
            Registry = sections.Lines("registry")[^1],
            PublicIPv6 = [.. sections.Lines("ipv6").Select(line => line.Split(' ')[0]).Select(digits => new IPAddress(Convert.FromHexString(digits))).Where(IsPublic)],
        };
    }

    /// <summary>Of 2000::/3, which is all that is routed in the internet.</summary>
    private static bool IsPublic(IPAddress address) => (address.GetAddressBytes()[0] & 0xE0) == 0x20;
}
