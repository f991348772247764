using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CodiesVibe.DevServers.MongoDb.Shell;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>One of the development servers, with its own folder, port and password; it can be stopped and started again.</summary>
internal sealed class DevServer : IAsyncDisposable
{
    public const string Password = "p@ss/w:rd";
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(60);

    private readonly string _name;
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory();
    private readonly int _ownPort = FreePort.Find();
    private int _port;
    private ChildProcess? _process;

    private DevServer(string name, IReadOnlyDictionary<string, string?> environment)
    {
        _name = name;
        _environment = environment;
        _port = _ownPort;
    }

    public ChildProcess Process => _process ?? throw new InvalidOperationException($"{_name} is stopped.");

    private string Address => $"127.0.0.1:{_port}";

    /// <summary>As the application, with the privileges that <c>mongo-init.js</c> grants.</summary>
    public string MongoConnectionString =>
        $"mongodb://{MongoUsers.Application}:{Uri.EscapeDataString(Password)}@{Address}/codiesvibe?authSource=admin&authMechanism=SCRAM-SHA-256";

    /// <summary>As the user who makes backups and restores them.</summary>
    public string MaintenanceConnectionString =>
        $"mongodb://{MongoUsers.Maintenance}:{Uri.EscapeDataString(Password)}@{Address}/?authSource=admin&authMechanism=SCRAM-SHA-256";

    public string RedisConnectionString => $"{Address},password={Password}";

    /// <summary>A MongoDB that is not started.</summary>
    public static DevServer Mongodb() => new("mongodb", new Dictionary<string, string?>
    {
        ["MONGO_INITDB_ROOT_USERNAME"] = "admin",
        ["MONGO_INITDB_ROOT_PASSWORD"] = Password,
    });

    /// <summary>A Redis that is not started.</summary>
    public static DevServer Redis() => new("redis", new Dictionary<string, string?> { ["REDIS_PASSWORD"] = Password });

    /// <summary>Starts the server and returns when it accepts connections; a new MongoDB then has its users, but no tools.</summary>
    public async Task StartAsync()
    {
        if (_name == "mongodb" && !_data.EnumerateFileSystemInfos().Any())
        {
            // As its image does: at another address, until it is ready.
            await StartAsync(FreePort.Find());
            RunAsRoot($"load('{Repository.Source("deploy/mongo/mongo-init.js")}'); db.runCommand({{ drop: 'tools' }})");
            await StopAsync();
        }

        await StartAsync(_ownPort);
    }

    /// <summary>Runs a script of MongoDB's shell.</summary>
    public void RunAsRoot(string script)
    {
        using var shell = new MongoShell(Address, "codiesvibe", s_startTimeout, path => path.StartsWith("/run/secrets/", StringComparison.Ordinal) ? Password : File.ReadAllText(path));
        shell.Run($"db.getSiblingDB('admin').auth('admin', '{Password}'); {script}");
    }

    private async Task StartAsync(int port)
    {
        _port = port;
        _process = ChildProcess.Start("CodiesVibe.DevServers", [_name, "--data", _data.FullName], new Dictionary<string, string?>(_environment)
        {
            ["PORT"] = _port.ToString(CultureInfo.InvariantCulture),
        });
        await Eventually.BecomesTrueAsync($"{_name} takes connections", s_startTimeout, ConnectsAsync);
    }

    public async Task StopAsync()
    {
        await Process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
        }

        _data.Delete(recursive: true);
    }

    private async Task<bool> ConnectsAsync()
    {
        Assert.False(Process.HasExited, $"{_name} ended: {string.Join('\n', Process.Errors.Concat(Process.Output))}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
