using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using StackExchange.Redis;
using Xunit;

namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>A server process that speaks the Redis protocol; it ends with the test.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisProcess(ProcessStartInfo start, string readyLine, string? input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data, readyLine);
        process.ErrorDataReceived += (_, line) => Read(line.Data, readyLine);
        process.Start();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public int Port { get; private set; }

    /// <summary>What the process has written so far, to both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts our cache server.</summary>
    public static RedisProcess StartGarnet(string dataFolder, string? port = null, string? password = null)
    {
        // .../CodiesVibe.Tests/bin/{configuration}/{framework}/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string root = here.Parent!.Parent!.Parent!.Parent!.FullName;
        string program = Path.Combine(root, "CodiesVibe.DevServers", "bin", here.Parent.Name, here.Name, "CodiesVibe.DevServers");
        var start = new ProcessStartInfo(program, ["redis", "--data", dataFolder]);
        start.Environment["PORT"] = port;
        start.Environment["REDIS_PASSWORD"] = password;
        return new RedisProcess(start, readyLine: "listening on 127.0.0.1:", input: null);
    }

    /// <summary>Starts the real server.</summary>
    public static RedisProcess StartRedisServer(string program, string dataFolder, string password)
    {
        Directory.CreateDirectory(dataFolder);
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Close();
        return new RedisProcess(
            new ProcessStartInfo(program, "-"),
            readyLine: "Ready to accept connections",
            $"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {dataFolder}\nappendonly yes\n")
        { Port = port };
    }

    /// <summary>Waits until the server says that it listens.</summary>
    public async Task WaitUntilReadyAsync()
    {
        Task exit = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(ready.Task, exit).WaitAsync(StartTimeout, TestContext.Current.CancellationToken);
        Assert.True(ready.Task.IsCompletedSuccessfully, $"The server has not started:\n{Output}");
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
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(timeout, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, Kill(process.Id, signal: 15));

    /// <summary>Sends SIGKILL and waits until the process is gone.</summary>
    public async Task CrashAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Read(string? line, string readyLine)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }

        int at = line.IndexOf(readyLine, StringComparison.Ordinal);
        if (at >= 0)
        {
            Port = int.TryParse(line.AsSpan(at + readyLine.Length), out int port) ? port : Port;
            ready.TrySetResult();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
