using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>
/// A server with nothing but Docker, compose, cron and an SSH server, and outside of it a registry over TLS. Deployments are removed
/// with it, and the machine is unchanged.
/// </summary>
internal sealed class Vps : IAsyncDisposable
{
    /// <summary>The address of the registry.</summary>
    public const string Registry = $"{ServerMachine.World}:5000/test";

    private readonly List<Command> _services = [];
    private Command? _registry;
    private readonly DirectoryInfo _folder;

    private Vps(ServerMachine machine) => (Machine, _folder) = (machine, machine.Folder.CreateSubdirectory($"vps-{Guid.NewGuid():N}"));

    /// <summary>The server.</summary>
    public ServerMachine Machine { get; }

    /// <summary>The home directory of the user on the server.</summary>
    public string Home => At("home");

    /// <summary>The directory of the tables of its cron.</summary>
    public string CronTables => Path.Combine(Home, "crontabs");

    /// <summary>The private key that the server accepts.</summary>
    public string KeyFile => At("key");

    /// <summary>The file with the server's public key.</summary>
    public string KnownHostsFile => At("known_hosts");

    /// <summary>The certificate of the registry.</summary>
    public string RegistryCertificate => At("registry.pem");

    /// <summary>A file in the directory of the deployment.</summary>
    public string Deployed(string name) => Path.Combine(Home, "codiesvibe", name);

    /// <summary>The options of a deployment to the server.</summary>
    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        ["Host"] = ServerMachine.Host,
        ["User"] = "root",
        ["KeyFile"] = KeyFile,
        ["KnownHostsFile"] = KnownHostsFile,
        ["Registry"] = Registry,
        // Probes that are over within a test but leave the processor to it, and a limit that a load test keeps.
        ["Settings:HEALTH_INTERVAL"] = "5s",
        ["Settings:HEALTH_TIMEOUT"] = "20s",
        ["Settings:RATE_LIMIT_MAX"] = "100000",
        ["Timeouts:Observation"] = "1",
    };

    /// <summary>The command that opens a shell outside the server, with the options set.</summary>
    public string Shell => string.Join(' ',
        ["nsenter", $"--net={Machine.WorldNetwork}", "env", $"SSL_CERT_FILE={RegistryCertificate}", .. Options.Select(option => $"Deploy__{option.Key.Replace(":", "__", StringComparison.Ordinal)}={option.Value}"), "bash"]);

    /// <summary>What this machine lacks; null if it lacks nothing.</summary>
    public static string? Missing()
    {
        string[] needed = ["sshd", "ssh", "ssh-keygen", "docker-registry", "openssl", "setsid", "flock"];
        var missing = needed.Where(program => InstalledProgram.Find(program) is null).ToList();
        return ServerMachine.Missing() ?? ProductionImages.Missing()
            ?? (missing.Count == 0 ? null : $"Not installed: {string.Join(", ", missing)} (Debian: openssh-server, openssh-client, docker-registry, openssl).");
    }

    /// <summary>Starts the SSH server and the registry.</summary>
    /// <param name="machine">The machine, which has an engine and the images of production.</param>
    /// <param name="compose">The compose that the server has.</param>
    public static async Task<Vps> StartAsync(ServerMachine machine, ComposeVersion compose)
    {
        var vps = new Vps(machine);
        try
        {
            await vps.StartSshAsync(compose);
            await vps.MakeCertificateAsync();
            await vps.StartRegistryAsync();
            return vps;
        }
        catch
        {
            await vps.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script on the server, as its user in the directory of the deployment; it must succeed.</summary>
    public async Task<string> RunAsync(string script)
    {
        await using var command = Machine.Start(["sh", "-euc", $"export HOME=/root\ncd /root/codiesvibe\n{script}"], Home);
        await command.EndAsync();
        Assert.True(command.ExitCode == 0, $"{script}\n{command.All}");
        return command.Output;
    }

    /// <summary>Returns when the lock of the deployment is free.</summary>
    public Task<string> UntilNobodyDeploysAsync() => RunAsync("flock -w 120 .lock true");

    /// <summary>Stops the registry.</summary>
    public async Task StopRegistryAsync()
    {
        await using var registry = _registry;
        _registry = null;
    }

    /// <summary>Starts the registry.</summary>
    /// <param name="account">The line of its password file, if it requires a login; null if it serves every client.</param>
    public async Task StartRegistryAsync(string? account = null)
    {
        await StopRegistryAsync();
        var accounts = At("accounts");
        await File.WriteAllTextAsync(accounts, account);
        await File.WriteAllTextAsync(At("registry.yml"),
            $$"""
            version: 0.1
            log: { level: warn, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{At("images")}} } }
            http: { addr: "{{ServerMachine.World}}:5000", tls: { certificate: {{RegistryCertificate}}, key: {{At("registry.key")}} } }
            {{(account is null ? "" : $"auth: {{ htpasswd: {{ realm: registry, path: {accounts} }} }}")}}
            """);
        _registry = Machine.StartInWorld(["docker-registry", "serve", At("registry.yml")], _folder.FullName, ("OTEL_TRACES_EXPORTER", "none"));
        using var client = Machine.CreateHttpClient(RegistryCertificate);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await AnswersAsync(client, limit.Token))
        {
            Assert.False(_registry.HasEnded, _registry.All);
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Removes the layers of a version of the backend from the registry, but not its manifest.</summary>
    public async Task LoseLayersAsync(string version)
    {
        var links = Path.Combine(At("images"), "docker/registry/v2/repositories/test/codiesvibe-backend");
        var link = await File.ReadAllTextAsync(Path.Combine(links, "_manifests/tags", version, "current/link"));
        string BlobOf(string digest) => Path.Combine(At("images"), "docker/registry/v2/blobs/sha256", digest["sha256:".Length..][..2], digest["sha256:".Length..]);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(BlobOf(link), "data")))!;
        File.Delete(Path.Combine(BlobOf((string)manifest["config"]!["digest"]!), "data"));
    }

    /// <summary>All containers.</summary>
    public Task<IReadOnlyList<RunningContainer>> ContainersAsync() => RunningContainer.AllAsync(Machine.Docker);

    /// <summary>The response of a path of the site, requested from outside through the edge; only the status if it is not a success.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var client = Machine.CreateHttpClient(Deployed("secrets/certificates/fullchain.pem"));
        using var answer = await client.GetAsync($"https://{ServerMachine.Host}{path}", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : $"{(int)answer.StatusCode}";
    }

    /// <summary>The versions that serve: of the front end and of the backend.</summary>
    public async Task<(string? Frontend, string? Backend)> VersionsAsync()
    {
        async Task<string?> AskAsync(string path) => await GetAsync(path) is ['{', ..] body ? (string?)JsonNode.Parse(body)!["version"] : null;
        return (await AskAsync("/version.json"), await AskAsync("/api/health"));
    }

    public async ValueTask DisposeAsync()
    {
        await StopRegistryAsync();
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        await Machine.ClearEngineAsync();
        await OnServerAsync("umount", "/root");
        _folder.Delete(recursive: true);
    }

    private async Task StartSshAsync(ComposeVersion compose)
    {
        Directory.CreateDirectory(Home);
        await LocalAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", KeyFile);
        await LocalAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("host_key"));
        await File.WriteAllTextAsync(KnownHostsFile, $"{ServerMachine.Host} {await File.ReadAllTextAsync(At("host_key.pub"))}");
        var plugins = Directory.CreateDirectory(Path.Combine(Home, ".docker", "cli-plugins")).FullName;
        if (compose == ComposeVersion.V2)
        {
            // A copy: a link might lead to the home directory of this machine, which the server does not see.
            File.Copy(Path.Combine(compose.Folder!, "docker-compose"), Path.Combine(plugins, "docker-compose"));
        }

        // A cron of the server's own; nothing runs what its table says until a test starts that.
        Directory.CreateDirectory(CronTables);
        var bin = Directory.CreateDirectory(Path.Combine(Home, "bin")).FullName;
        await File.WriteAllTextAsync(Path.Combine(bin, "crontab"), "#!/bin/sh\nexec busybox crontab -c /root/crontabs \"$@\"\n");
        await LocalAsync("chmod", "+x", Path.Combine(bin, "crontab"));

        // The user's home is on the server alone.
        await OnServerAsync("mount", "--bind", Home, "/root");
        await OnServerAsync("mkdir", "-p", "/run/sshd");
        await File.WriteAllTextAsync(At("sshd_config"),
            $"""
            ListenAddress {ServerMachine.Host}:22
            HostKey {At("host_key")}
            AuthorizedKeysFile {KeyFile}.pub
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 100
            PidFile none
            SetEnv PATH=/root/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            """);
        _services.Add(Machine.Start(["/usr/sbin/sshd", "-D", "-f", At("sshd_config"), "-E", At("sshd.log")], Home));
    }

    private Task MakeCertificateAsync() => LocalAsync("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=registry",
            "-addext", $"subjectAltName=IP:{ServerMachine.World}", "-keyout", At("registry.key"), "-out", RegistryCertificate);

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync($"https://{ServerMachine.World}:5000/v2/", cancellationToken);
            return answer.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task OnServerAsync(params string[] arguments) => EndAsync(Machine.Start(arguments, _folder.FullName));

    private Task LocalAsync(string program, params string[] arguments) => EndAsync(Command.Start(program, arguments, _folder.FullName));

    private static async Task EndAsync(Command command)
    {
        await using (command)
        {
            await command.EndAsync();
            Assert.True(command.ExitCode == 0, command.All);
        }
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
