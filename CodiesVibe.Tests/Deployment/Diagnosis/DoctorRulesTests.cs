using System.Net;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Diagnosis;
using CodiesVibe.Deployment.Diagnosis.Rules;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;
using static CodiesVibe.Tests.Deployment.Diagnosis.ExaminedServer;

namespace CodiesVibe.Tests.Deployment.Diagnosis;

/// <summary>Each rule with a server on which it warns or fails, and one on which all of them pass.</summary>
public sealed class DoctorRulesTests
{
    private const string Pass = nameof(Grade.Pass);
    private const string Warn = nameof(Grade.Warn);
    private const string Fail = nameof(Grade.Fail);

    private static readonly IPAddress s_ipv6 = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress s_elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    [Requirement("R215")]
    public void Every_rule_passes_on_a_server_that_is_well() =>
        Assert.All(DoctorRules.All.Select(rule => rule(Well)), finding => Assert.True(finding is { Grade: Grade.Pass, Remedy: "" }, finding.ToString()));

    [Fact]
    public void Every_rule_has_its_own_subject() => Assert.Equal(DoctorRules.All.Count, DoctorRules.All.Select(rule => rule(Well).Subject).Distinct().Count());

    [Fact]
    public void Every_rule_says_something_about_an_empty_server() =>
        Assert.All(DoctorRules.All.Select(rule => rule(Well with { State = new(), Site = new(null, [], []), Registry = null })), finding => Assert.NotEmpty(finding.What));

    [Theory]
    [Requirement("R208")]
    [InlineData(3, 3, "", "", Pass, "the newest is 3 h old; daily at 03:30 by the server's clock")]
    [InlineData(37, 3, "", "", Warn, "the newest is 37 h old")]
    [InlineData(3, null, "", "", Warn, "not on a schedule")]
    [InlineData(3, null, "cron is not installed on the server", "", Warn, "not on a schedule: cron is not installed on the server")]
    [InlineData(null, 3, "", "", Warn, "there is none yet")]
    [InlineData(3, 3, "", "data", Fail, "failed last: data")]
    [InlineData(3, 3, "", "data copy", Fail, "failed last: data, copy")]
    public void Backups(int? age, int? hour, string fault, string failed, string grade, string what)
    {
        var backups = new BackupState
        {
            Files = age is { } hours ? [new(BackupFile.NameAt(Now.AddHours(-hours)), 1)] : [],
            At = hour is { } at ? new(at, 30) : null,
            Fault = fault.Length > 0 ? fault : null,
            Failed = Words(failed),
        };
        var finding = BackupRule.Check(Well with { State = DeployedServer.Clean with { Backups = backups } });
        Assert.Equal(grade, finding.Grade.ToString());
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restore_that_was_interrupted_is_found()
    {
        var finding = BackupRule.Check(Well with { State = DeployedServer.Clean with { Backups = new() { Restoring = ("data-20260301-120000.gz", false) } } });
        Assert.Equal((Grade.Fail, "Run it again: dotnet aspire do restore -- --Deploy:Backup=data-20260301-120000.gz"), (finding.Grade, finding.Remedy));
    }

    [Theory]
    [InlineData("28.2.2", Pass, "Docker 28.2.2")]
    [InlineData("20.10.24+dfsg1", Pass, "Docker 20.10.24")]
    [InlineData("19.3.15", Warn, "Docker 19.3.15 is older than 20.10")]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.", Fail, "Cannot connect to the Docker daemon")]
    public void Engine(string printed, string grade, string what) => Check(EngineRule.Check, facts => facts with { Engine = printed }, grade, what);

    [Theory]
    [InlineData("2.26.1-4", Pass, "compose 2.26.1")]
    [InlineData("1.29.2", Warn, "docker-compose 1.29.2 works")]
    [InlineData("1.25.0", Fail, "docker-compose 1.25.0 cannot read")]
    [InlineData("", Fail, "neither docker compose nor docker-compose")]
    public void Compose(string printed, string grade, string what) => Check(ComposeRule.Check, facts => facts with { Compose = printed }, grade, what);

    [Theory]
    [InlineData("", Pass, "all")]
    [InlineData("ss", Warn, "not installed: ss")]
    [InlineData("flock ss", Fail, "not installed: flock, ss")]
    public void Tools(string missing, string grade, string what) => Check(ToolRule.Check, facts => facts with { MissingTools = Words(missing) }, grade, what);

    [Theory]
    [InlineData("x86_64", "sse2 avx", Pass, "x86_64 with AVX")]
    [InlineData("x86_64", "sse2 avx512", Fail, "it has no AVX")]
    [InlineData("aarch64", "fp asimd fphp", Pass, "aarch64 of ARMv8.2-A")]
    [InlineData("aarch64", "fp asimd aes", Fail, "it is older than ARMv8.2-A")]
    [InlineData("riscv64", "", Warn, "nobody has tried 'riscv64'")]
    public void Processor(string machine, string features, string grade, string what) =>
        Check(ProcessorRule.Check, facts => facts with { Machine = machine, Features = Words(features).ToHashSet() }, grade, what);

    [Theory]
    [InlineData(4256, 2000, Pass, "4256 MiB, 2000 MiB of them available")]
    [InlineData(4255, 2000, Warn, "may use 4256 MiB while a release is replaced")]
    [InlineData(3743, 2000, Fail, "may use 3744 MiB")]
    [InlineData(8000, 400, Pass, "400 MiB of them available")]
    [InlineData(8000, 399, Fail, "the kernel will soon end a program")]
    public void Memory(long total, long available, string grade, string what) => Check(MemoryRule.Check, facts => facts with { MemoryMiB = total, AvailableMiB = available }, grade, what);

    [Theory]
    [InlineData(100_000, 0.15, Pass, "/data has 100000 MiB free, 15 %")]
    [InlineData(100_000, 0.14, Warn, "14 %")]
    [InlineData(2000, 0.5, Warn, "/data has 2000 MiB free")]
    [InlineData(100_000, 0.04, Fail, "4 %")]
    [InlineData(511, 0.5, Fail, "/data has 511 MiB free")]
    public void Disk(long free, double share, string grade, string what) =>
        Check(DiskRule.Check, facts => facts with { Disks = [new("/", 500_000, 0.2, 1), new("/data", free, share, 1)] }, grade, what);

    [Theory]
    [InlineData(0.15, Pass, "/data has 15 % free")]
    [InlineData(0.14, Warn, "/data has 14 % free")]
    [InlineData(0.04, Fail, "/data has 4 % free")]
    public void Inodes(double share, string grade, string what) => Check(InodeRule.Check, facts => facts with { Disks = [new("/", 500_000, 0.2, 1), new("/data", 500_000, 0.5, share)] }, grade, what);

    [Theory]
    [InlineData(5, Pass, "the server and this machine agree")]
    [InlineData(-6, Warn, "the server is 6 s behind")]
    [InlineData(60, Warn, "the server is 60 s ahead")]
    [InlineData(61, Fail, "the server is 61 s ahead")]
    public void Clock(int seconds, string grade, string what) => Check(ClockRule.Check, facts => facts with { Clock = Now.AddSeconds(seconds) }, grade, what);

    [Fact]
    public void Ports()
    {
        var held = Well with { State = DeployedServer.Clean.With("nginx", DeployedServer.Stopped) with { Listeners = [new("0.0.0.0", 80, "apache2", 4711), new("0.0.0.0", 443, null, null)] } };
        Check(PortRule.Check(held), Fail, "port 443, which nginx publishes, is held by a program of another user");
        Check(PortRule.Check(held), Fail, "port 80, which nginx publishes, is held by 'apache2' (process 4711)");
        // The edge itself.
        Check(PortRule.Check(Well with { State = DeployedServer.Clean with { Listeners = [new("0.0.0.0", 80, "docker-proxy", 1)] } }), Pass, "nothing else holds");
        Check(PortRule.Check(Well with { State = new() { Listeners = [new("0.0.0.0", 22, "sshd", 1), new("::", 443, "caddy", 7)] } }), Fail, "port 443, which nginx publishes, is held by 'caddy' (process 7)");
        Check(PortRule.Check(Well.With(facts => facts with { MissingTools = ["ss"] })), Warn, "nobody can say");
    }

    [Theory]
    [InlineData("reached", Pass, "the server reaches registry.test")]
    [InlineData("none", Warn, "it is unknown which one has the images")]
    [InlineData("unknown", Warn, "it is unknown whether the server reaches registry.test")]
    [InlineData("connect:errno=111", Fail, "the server does not reach registry.test (connect:errno=111)")]
    public void Registry(string printed, string grade, string what) => Check(RegistryRule.Check, facts => facts with { Registry = printed }, grade, what);

    [Fact]
    public void Image()
    {
        Check(ImageRule.Check(Well), Pass, "the registry has version 1.0.0 of the backend");
        Check(ImageRule.Check(Well with { State = new() }), Warn, "nothing is deployed yet");
        Check(ImageRule.Check(Well with { ImageFault = "The registry answered with HTTP status 401." }), Fail, "HTTP status 401");
    }

    [Fact]
    public void Name()
    {
        Check(NameRule.Check(Well), Pass, "example.org leads to the server (203.0.113.1)");
        Check(NameRule.Check(Well with { Site = new(null, [], [Address]) }), Warn, "the site has none");
        Check(NameRule.Check(Well with { Site = new("example.org", [s_elsewhere], [Address]) }), Warn, "example.org leads to 192.0.2.7, not to 203.0.113.1");
        Check(NameRule.Check(Well with { Site = new("example.org", [s_elsewhere], []) }), Warn, "not to an address of the server that is known here");
        Check(NameRule.Check(Well with { Site = new("example.org", [], [Address]) }), Fail, "example.org is not in the DNS");
    }

    [Fact]
    public void IPv6()
    {
        Check(IPv6Rule.Check(Well), Pass, "the server has no public IPv6 address");
        Check(IPv6Rule.Check(Well.With(facts => facts with { PublicIPv6 = [s_ipv6] })), Pass, "the name does not lead to");
        Check(IPv6Rule.Check(Well with { Site = new("example.org", [Address, s_ipv6], [Address]) }), Warn, "example.org has AAAA records (2001:db8::1)");
        Check(IPv6Rule.Check(Well with { Site = new("example.org", [s_elsewhere, s_ipv6], [Address]) }), Pass, "the server has no public");
        Check(IPv6Rule.Check(Well.With(facts => facts with { PublicIPv6 = [s_ipv6] }) with { Site = new("example.org", [Address, s_ipv6], [Address]) }), Fail, "example.org has an AAAA record of the server (2001:db8::1)");
    }

    [Theory]
    [InlineData(31, false, Pass, "expires in 31 days")]
    [InlineData(31, true, Warn, "self-signed")]
    [InlineData(29, false, Warn, "expires in 29 days")]
    [InlineData(6, true, Fail, "expires in 6 days")]
    [InlineData(-1, false, Fail, "expired 1 days ago")]
    public void Certificate(int days, bool isSelfSigned, string grade, string what) =>
        Check(CertificateRule.Check(Well with { State = DeployedServer.Clean with { Certificate = new(Now.AddDays(days), isSelfSigned, null) } }), grade, what);

    [Fact]
    public void A_certificate_that_cannot_be_read() =>
        Check(CertificateRule.Check(Well with { State = DeployedServer.Clean with { Certificate = new(null, false, "it does not exist") } }), Warn, "it is unknown: it does not exist");

    [Fact]
    public void Containers()
    {
        Check(ContainerRule.Check(Well), Pass, "are well");
        Check(ContainerRule.Check(Well with { State = DeployedServer.InGreen() }), Pass, "are well");
        Check(ContainerRule.Check(Well with { State = new() }), Warn, "there are none");
        Check(ContainerRule.Check(Container("redis", redis => redis with { Restarts = 3 })), Warn, "redis was restarted 3 times");
        Check(ContainerRule.Check(Container("redis", redis => redis with { Restarts = 2 })), Pass, "are well");
        Check(ContainerRule.Check(Container("redis", redis => redis with { Health = "starting" })), Pass, "are well");
        var ill = ContainerRule.Check(Container("redis", redis => redis with { Health = "unhealthy" }));
        Check(ill, Fail, "redis is unhealthy");
        Assert.Contains("--Deploy:Logs=redis", ill.Remedy, StringComparison.Ordinal);
        Check(ContainerRule.Check(Container("nginx", nginx => nginx with { Status = "restarting" })), Fail, "nginx is restarting");
    }

    [Fact]
    [Requirement("R216")]
    public void Tunnel()
    {
        const string Token = "CLOUDFLARE_TUNNEL_TOKEN_FILE=./secrets/cloudflare-tunnel-token\n";
        var tunnel = DeployedServer.Clean.Containers.First(container => container.Key == "nginx") with { Key = "cloudflared", Name = "cloudflared" };
        ServerState State(string env, params ServerContainer[] more) => DeployedServer.Clean with { Env = DeployedServer.Clean.Env + env, Containers = [.. DeployedServer.Clean.Containers, .. more] };
        Check(TunnelRule.Check(Well), Pass, "is not used");
        Check(TunnelRule.Check(Well with { State = State(Token, tunnel) }), Pass, "is connected");
        Check(TunnelRule.Check(Well with { State = State(Token) }), Warn, "there is a token, but the tunnel is not started");
        Check(TunnelRule.Check(Well with { State = State("", tunnel) }), Fail, "it has no token");
        Check(TunnelRule.Check(Well with { State = State(Token, tunnel with { Health = "unhealthy" }) }), Fail, "it is unhealthy");
    }

    [Fact]
    public void Drift()
    {
        Check(DriftRule.Check(Well), Pass, "the server is as the last deployment left it");
        Check(DriftRule.Check(Well with { State = new() }), Warn, "nothing is deployed yet");
        Check(DriftRule.Check(Well with { State = DeployedServer.Clean with { Networks = new HashSet<string>() } }), Warn, "codiesvibe-data network is missing");
        Check(DriftRule.Check(Well with { State = DeployedServer.Clean with { Volumes = new HashSet<string>() } }), Fail, "volume is missing: its data is gone");
    }

    private static Examination Container(string key, Func<ServerContainer, ServerContainer> change) => Well with { State = DeployedServer.Clean.With(key, change) };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Check(Func<Examination, Finding> rule, Func<ServerFacts, ServerFacts> change, string grade, string what) => Check(rule(Well.With(change)), grade, what);

    /// <summary>What is not as it should be has a remedy.</summary>
    private static void Check(Finding finding, string grade, string what)
    {
        Assert.Equal(grade, finding.Grade.ToString());
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Equal(finding.Grade == Grade.Pass, finding.Remedy.Length == 0);
    }
}
