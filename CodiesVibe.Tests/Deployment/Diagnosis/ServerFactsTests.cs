using System.Net;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Diagnosis;
using CodiesVibe.Tests.Deployment.Server;

namespace CodiesVibe.Tests.Deployment.Diagnosis;

/// <summary>What a server says of itself is read, from a text and from the script on this machine; docker is a stand-in.</summary>
public sealed class ServerFactsTests
{
    private const string Text =
        """

        @@ clock
        1772366400

        @@ engine
        28.2.2

        @@ compose
        v2.26.1-4

        @@ missing
        ss

        @@ disks
        blocks /dev/vda1  41152812 8230562 32922250 20% /
        inodes /dev/vda1   2621440  262144  2359296 10% /
        blocks tmpfs             4       4        0 100% /srv/two words
        inodes -                 0       0        0   - /srv/two words
        blocks /dev/vda1  41152812 8230562 32922250 20% /

        @@ memory
        MemTotal:        8152812 kB
        MemAvailable:    5242880 kB

        @@ processor
        x86_64
        flags		: fpu sse2 avx

        @@ registry
        40B7:error:8000006F:system library:BIO_connect:Connection refused
        connect:errno=111

        @@ ipv6
        20010db8000000000000000000000001 02 40 00 80     eth0
        fd000000000000000000000000000002 04 40 00 82     eth0
        fe800000000000000042effffe074ef3 05 40 20 80 br-255dd7437a3c
        00000000000000000000000000000001 01 80 10 80       lo

        @@ end

        """;

    [Fact]
    public void A_text_is_read()
    {
        var facts = ServerFacts.Parse(Text);
        Assert.Equal((new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "28.2.2", "2.26.1-4", 7961, 5120, "x86_64", "connect:errno=111"), (facts.Clock, facts.Engine, facts.Compose, facts.MemoryMiB, facts.AvailableMiB, facts.Machine, facts.Registry));
        Assert.Equal(["ss"], facts.MissingTools);
        Assert.Equal([new Disk("/", 32150, 0.8, 0.9), new Disk("/srv/two words", 0, 0, 1)], facts.Disks.Select(disk => disk with { FreeShare = Math.Round(disk.FreeShare, 3) }));
        Assert.Equal(["avx", "fpu", "sse2"], facts.Features.Order(StringComparer.Ordinal));
        Assert.Equal([IPAddress.Parse("2001:db8::1")], facts.PublicIPv6);
    }

    [Fact]
    public void An_engine_that_does_not_answer_is_said_so() => Assert.Equal("it does not answer within 10 s", ServerFacts.Parse(Text.Replace("28.2.2\n", "", StringComparison.Ordinal)).Engine);

    [Fact]
    public void Half_a_text_is_an_error() => Assert.Throws<DeploymentException>(() => ServerFacts.Parse(Text[..^10]));

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task The_script_tells_of_this_machine(string shell)
    {
        using var server = new StandInServer(shell);
        var run = await server.RunAsync(["-euc", $"set -- localhost:{FreePort.Find()}\n{ServerScripts.Examine}"]);
        Assert.True(run.ExitCode == 0, run.All);
        var facts = ServerFacts.Parse(run.Output + "\n");
        Assert.InRange(facts.Clock, DateTimeOffset.UtcNow.AddSeconds(-20), DateTimeOffset.UtcNow);
        Assert.Contains(facts.Disks, disk => disk.Path.StartsWith('/') && disk is { FreeMiB: > 0, FreeShare: > 0 and < 1, FreeInodeShare: > 0 });
        Assert.InRange(facts.AvailableMiB, 1, facts.MemoryMiB);
        Assert.Equal(System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, facts.Machine == "x86_64");
        Assert.NotEmpty(facts.Features);
        Assert.Contains("errno=111", facts.Registry, StringComparison.Ordinal);
        Assert.Equal("2.0.0", facts.Compose);
    }
}
