using System.Diagnostics;
using System.Globalization;
using MongoDB.Bson;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>A real server, where there is one: <c>mongod</c> on PATH, or the one that CODIESVIBE_TEST_MONGOD names.</summary>
public sealed class MongodUnderTest : ServerUnderTest
{
    private static readonly string? s_executable = Environment.GetEnvironmentVariable("CODIESVIBE_TEST_MONGOD") ?? InstalledProgram.Find("mongod");

    private Process? _process;

    public MongodUnderTest()
    {
        SkipReason = s_executable is null
            ? "no mongod here: put one on PATH or name one in CODIESVIBE_TEST_MONGOD to run the same contract against MongoDB"
            : null;
    }

    protected override async Task StartAsync()
    {
        Port = FreePort.Find();
        var port = Port.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(new ProcessStartInfo(
            s_executable!,
            ["--dbpath", Folder.FullName, "--port", port, "--bind_ip", "127.0.0.1", "--auth", "--nounixsocket", "--quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        _process.BeginOutputReadLine();
        // The first user may be made without authentication.
        using var client = Connect(null, null);
        using var limit = new CancellationTokenSource(StartLimit);
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(
            new BsonDocument { { "createUser", User }, { "pwd", Password }, { "roles", new BsonArray { "root" } } },
            cancellationToken: limit.Token);
    }

    protected override async Task StopAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
    }
}
