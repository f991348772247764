using System.Net;
using CodiesVibe.Deployment.Diagnosis;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Diagnosis;

/// <summary>A server on which every rule passes, to be changed in one point.</summary>
internal static class ExaminedServer
{
    public static DateTimeOffset Now { get; } = DeployedServer.Clean.CurrentRelease!.At.AddHours(3);

    public static IPAddress Address { get; } = IPAddress.Parse("203.0.113.1");

    public static Examination Well { get; } = new(
        DeployedServer.Clean,
        new()
        {
            Clock = Now,
            Engine = "28.2.2",
            Compose = "2.26.1-4",
            MissingTools = [],
            Disks = [new("/", 100_000, 0.5, 0.9)],
            MemoryMiB = 8000,
            AvailableMiB = 5000,
            Machine = "x86_64",
            Features = new HashSet<string> { "sse2", "avx" },
            Registry = "reached",
            PublicIPv6 = [],
        },
        new("example.org", [Address], [Address]),
        "registry.test",
        ImageFault: null,
        Now);

    public static Examination With(this Examination examination, Func<ServerFacts, ServerFacts> change) => examination with { Facts = change(examination.Facts) };
}
