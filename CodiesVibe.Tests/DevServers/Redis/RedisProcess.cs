using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using CodiesVibe.Tests.Build;
using StackExchange.Redis;

namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>A server process that speaks the Redis protocol; it ends with the test.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisProcess(ProcessStartInfo start, string readyLine, string? input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data, readyLine);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, readyLine);
        _process.Start();
        _process.StandardInput.Write(input);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Port { get; private set; }

    /// <summary>What the process has written so far, to both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts our cache server.</summary>
    public static RedisProcess StartGarnet(string dataFolder, string? port = null, string? password = null)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program("CodiesVibe.DevServers"), "redis", "--data", dataFolder]);
        start.Environment["PORT"] = port;
        start.Environment["REDIS_PASSWORD"] = password;
        return new RedisProcess(start, readyLine: "listening on 127.0.0.1:", input: null);
    }

    /// <summary>Starts the real server.</summary>
    public static RedisProcess StartRedisServer(string program, string dataFolder, string password)
    {
        Directory.CreateDirectory(dataFolder);
        int port = FreePort.Find();
        return new RedisProcess(
            new ProcessStartInfo(program, "-"),
            readyLine: "Ready to accept connections",
            $"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {dataFolder}\nappendonly yes\n")
        { Port = port };
    }

    /// <summary>Waits until the server reports that it listens.</summary>
    public async Task WaitUntilReadyAsync()
    {
        Task exit = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(_ready.Task, exit).WaitAsync(s_startTimeout, TestContext.Current.CancellationToken);
        Assert.True(_ready.Task.IsCompletedSuccessfully, $"The server has not started:\n{Output}");
    }

    public async Task<ConnectionMultiplexer> ConnectAsync(string? password)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { IPAddress.Loopback, Port } },
            Password = password,
            ConnectRetry = 1,
            ConnectTimeout = 5_000,
            AllowAdmin = true,
            BacklogPolicy = BacklogPolicy.FailFast,
        };
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(timeout, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, signal: 15));

    /// <summary>Sends SIGKILL and waits until the process has ended.</summary>
    public async Task CrashAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line, string readyLine)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        int at = line.IndexOf(readyLine, StringComparison.Ordinal);
        if (at >= 0)
        {
            Port = int.TryParse(line.AsSpan(at + readyLine.Length), out int port) ? port : Port;
            _ready.TrySetResult();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
