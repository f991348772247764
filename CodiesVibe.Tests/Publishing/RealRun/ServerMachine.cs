using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>
/// A server with a Docker engine, isolated in namespaces: network, processes, mounts and /run are its own, so its ports and
/// addresses collide with nothing, its engine is at the usual place, and all of it ends with the test, however that ends.
/// </summary>
internal sealed class ServerMachine : IAsyncDisposable
{
    /// <summary>The server's address on a private network, which stands for the internet.</summary>
    public const string Host = "203.0.113.1";

    /// <summary>The address of the clients outside the server.</summary>
    public const string World = "203.0.113.2";

    /// <summary>The addresses of clients on the server itself: several, since the edge limits what one address may ask.</summary>
    private const string Clients = "198.51.100.1 198.51.100.2 198.51.100.3 198.51.100.4 198.51.100.5 198.51.100.6 198.51.100.7 198.51.100.8";

    /// <summary>Runs until the other end of its standard input is closed; processes, containers, networks and mounts end with their namespaces.</summary>
    private const string Guard =
        $$"""
        folder=$1; shift
        unshare --net --mount --propagation private --pid --fork --kill-child --mount-proc sh -c '
          folder=$1; shift
          unshare --net sleep infinity < /dev/null &
          world=$!
          echo $world > "$folder/world"
          until [ "$(readlink /proc/$world/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.01; done
          mount --make-rshared / && mount -t tmpfs tmpfs /run && ip link set lo up &&
          for client in {{Clients}}; do ip address add $client/32 dev lo || exit; done &&
          ip link add eth0 type veth peer name eth0 netns $world && ip address add {{Host}}/24 dev eth0 && ip link set eth0 up &&
          nsenter --net=/proc/$world/ns/net sh -c "ip link set lo up && ip address add {{World}}/24 dev eth0 && ip link set eth0 up" || exit
          # As its service would, an engine that ends is started again.
          while true; do dockerd "$@" 2>> "$folder/log" > /dev/null < /dev/null; sleep 1; done &
          cat > /dev/null' sh "$folder" "$@"
        find /sys/fs/cgroup -depth -type d -path "*/${folder##*/}*" -exec rmdir {} +
        rm -rf "$folder"
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-server-");
    private readonly Process _guard;
    private bool _hasRestored;

    private ServerMachine()
    {
        string[] engine =
        [
            "--data-root", At("root"), "--exec-root", At("exec"), "--pidfile", At("pid"), "--host", "unix:///run/docker.sock", "--host", Address,
            "--group", "root", "--exec-opt", "native.cgroupdriver=cgroupfs", "--cgroup-parent", $"/{_folder.Name}",
            "--bip", "172.29.0.1/24", "--default-address-pool", "base=172.30.0.0/16,size=24", "--registry-mirror", "http://127.0.0.1:9",
            // Its certificate is the test's own.
            "--insecure-registry", $"{World}/32",
            // As docs/deployment.md recommends.
            "--live-restore",
        ];
        // A new session: Ctrl+C at the terminal is for the tests, and the server notices their end.
        _guard = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Guard, "sh", _folder.FullName, .. engine]) { RedirectStandardInput = true })!;
        Docker = new(Address, _folder.CreateSubdirectory("client").FullName, ComposeVersion.V2.Folder);
    }

    public DockerClient Docker { get; }

    /// <summary>A folder that goes with the server.</summary>
    public DirectoryInfo Folder => _folder;

    /// <summary>The process that is the server's first, as this machine counts.</summary>
    public int FirstProcess => ChildOf(ChildOf(_guard.Id));

    private int WorldProcessOnServer => int.Parse(File.ReadAllText(At("world")), CultureInfo.InvariantCulture);

    /// <summary>The network of the world, as a file of this machine.</summary>
    public string WorldNetwork => $"/proc/{FirstProcess}/root/proc/{WorldProcessOnServer}/ns/net";

    private string Address => $"unix://{_folder.FullName}/docker.sock";

    /// <summary>What this machine lacks for a server; null where it lacks nothing.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "A server with a separate Docker engine needs Linux and root.";
        }

        string[] needed = ["dockerd", "docker", "iptables", "ip", "busybox", "curl", "unshare", "nsenter", "setsid"];
        var missing = needed.Where(program => InstalledProgram.Find(program) is null).ToList();
        return missing.Count == 0 ? null : $"Not installed: {string.Join(", ", missing)} (Debian: docker.io, iptables, iproute2, busybox-static, curl, util-linux).";
    }

    /// <summary>Returns when the engine responds.</summary>
    public static async Task<ServerMachine> StartAsync()
    {
        var server = new ServerMachine();
        try
        {
            await server.Docker.UntilAnsweredAsync(server.At("log"));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes all containers, networks and volumes; those of a test that failed, too.</summary>
    public async Task ClearEngineAsync()
    {
        await RemoveAsync(["ps", "--all", "--quiet"], ["rm", "--force"]);
        await Docker.DockerAsync("network", "prune", "--force");
        if (_hasRestored)
        {
            // An engine before 24 no longer counts who has a volume mounted once it was restarted under live containers, and then keeps the volume.
            await RestartEngineAsync();
            _hasRestored = false;
        }

        await RemoveAsync(["volume", "ls", "--quiet"], ["volume", "rm"]);
    }

    /// <summary>Kills the engine; returns when it answers again. The containers go on.</summary>
    public async Task RestartEngineAsync()
    {
        _hasRestored = true;
        await RunAsync($"kill -9 $(cat {At("pid")})");
        await Docker.UntilAnsweredAsync(At("log"));
    }

    /// <summary>Kills at once what a loss of power would: engine, containers and scripts of a deployment. Returns when the engine answers again.</summary>
    public async Task LosePowerAsync()
    {
        await RunAsync(
            $$"""
            killed=
            for process in /proc/[0-9]*; do
                if grep -qs {{_folder.Name}} "$process/cgroup" || tr '\0' ' ' < "$process/cmdline" 2> /dev/null | grep -qE '^(/usr/(s?bin|libexec)/)?(dockerd|containerd|docker-proxy)|releases/.*/release[.]sh'; then
                    killed="$killed ${process#/proc/}"
                fi
            done
            # Some end by themselves once others are gone.
            kill -9 $killed 2> /dev/null || true
            """);
        await Docker.UntilAnsweredAsync(At("log"));
    }

    /// <summary>Cuts the server off from the world, or connects it again.</summary>
    public Task SetLinkAsync(bool isUp) => RunAsync($"ip link set eth0 {(isUp ? "up" : "down")}");

    private async Task RemoveAsync(string[] list, string[] remove)
    {
        var listed = await Docker.DockerAsync(list);
        if (listed.Length > 0)
        {
            await Docker.DockerAsync([.. remove, .. listed.Split('\n')]);
        }
    }

    private async Task RunAsync(string script)
    {
        await using var command = Start(["sh", "-uc", script], _folder.FullName);
        await command.EndAsync();
        Assert.True(command.ExitCode == 0, command.All);
    }

    /// <summary>Starts a program on the server, in an environment of PATH and HOME alone.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="path">Folders before the usual ones in PATH.</param>
    public Build.Command Start(IEnumerable<string> arguments, string folder, params string[] path)
    {
        var search = string.Join(':', [.. path, "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]);
        return Build.Command.Start(
            "nsenter",
            [$"--target={FirstProcess}", "--net", "--mount", "--pid", $"--wd={folder}", "--", "env", "--ignore-environment", $"PATH={search}", $"HOME={_folder.CreateSubdirectory("home").FullName}", .. arguments],
            folder);
    }

    /// <summary>Starts a program in the world around the server, which shares nothing with it but the network.</summary>
    public Build.Command StartInWorld(IEnumerable<string> arguments, string folder, params (string Name, string? Value)[] environment) =>
        Build.Command.Start("nsenter", [$"--net={WorldNetwork}", "--", .. arguments], folder, environment);

    /// <summary>Creates sockets on the server; they stay there.</summary>
    public T OnServer<T>(Func<T> create) => NetworkNamespace.Enter($"/proc/{FirstProcess}/ns/net", create);

    /// <summary>A socket on the server with the address of one of its clients.</summary>
    /// <param name="number">Any number; each client has several.</param>
    public Socket OfClient(int number)
    {
        var socket = OnServer(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        var addresses = Clients.Split(' ');
        socket.Bind(new IPEndPoint(IPAddress.Parse(addresses[number % addresses.Length]), 0));
        return socket;
    }

    /// <summary>Creates sockets in the world around it; they stay there.</summary>
    public T InWorld<T>(Func<T> create) => InNetworkOf(WorldProcessOnServer, create);

    /// <summary>Creates sockets in a container; they stay there.</summary>
    public T InContainer<T>(RunningContainer container, Func<T> create) => InNetworkOf(container.Process, create);

    /// <summary>An HTTP client in the world, which follows no redirect.</summary>
    /// <param name="certificate">The one that HTTPS takes, as a PEM file; that of a first start is self-signed.</param>
    public HttpClient CreateHttpClient(string? certificate = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, presented, _, _) => certificate is not null && presented is not null
                && presented.GetRawCertData().AsSpan().SequenceEqual(X509CertificateLoader.LoadCertificateFromFile(certificate).RawData),
        },
        ConnectCallback = async (context, token) =>
        {
            var socket = InWorld(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { Timeout = s_patience };

    /// <summary>Ends the server; returns when nothing is left of it.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync().WaitAsync(s_patience);
        _guard.Dispose();
        var left = CommandLines().Where(line => line.Contains(_folder.FullName, StringComparison.Ordinal))
            .Concat(Directory.EnumerateDirectories("/sys/fs/cgroup", _folder.Name, SearchOption.AllDirectories))
            .Concat(_folder.Parent!.EnumerateDirectories(_folder.Name).Select(folder => folder.FullName));
        Assert.Empty(left);
    }

    private static int ChildOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <param name="process">A process, as the server counts.</param>
    /// <param name="create">See <see cref="NetworkNamespace.Enter"/>.</param>
    private T InNetworkOf<T>(int process, Func<T> create) => NetworkNamespace.Enter($"/proc/{FirstProcess}/root/proc/{process}/ns/net", create);

    /// <summary>The command lines of all processes of this machine, those of the server among them.</summary>
    public static IEnumerable<string> CommandLines() => Directory.EnumerateDirectories("/proc").Select(CommandLine);

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // no process, or just ended
        }
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
