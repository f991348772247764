using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The real nginx, with a rendered configuration.</summary>
internal sealed class NginxProcess : IEdgeProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private NginxProcess(NginxFolder folder, EdgeProfile profile)
    {
        _process = Start(folder, "-g", "daemon off;");
        _process.OutputDataReceived += (_, line) => Keep(Output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(Errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = ClientOf(profile.Listeners[0]);
    }

    /// <summary>Why nginx is not available; null if it is on PATH.</summary>
    public static string? SkipReason { get; } = InstalledProgram.Find("nginx") is null ? "nginx is not on PATH" : null;

    /// <summary>The user that worker processes run as, to have access to the directories of a test.</summary>
    public static string? User => Environment.IsPrivilegedProcess ? Environment.UserName : null;

    /// <summary>Asks the first listener.</summary>
    public HttpClient Client { get; }

    /// <summary>The access log.</summary>
    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public int Id => _process.Id;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<NginxProcess> StartAsync(NginxFolder folder, EdgeProfile profile)
    {
        folder.Write(NginxConfiguration.Render(profile));
        var nginx = new NginxProcess(folder, profile);
        try
        {
            await Eventually.BecomesTrueAsync($"nginx listens: {string.Join('\n', nginx.Errors)}", s_patience, () => nginx.ListensAsync(profile.Listeners[0].Port!.Value));
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <summary>The output of <c>nginx -t</c> for the configuration.</summary>
    public static async Task<(int ExitCode, string Output)> TestAsync(NginxFolder folder)
    {
        using Process process = Start(folder, "-t");
        string output = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    /// <summary>A client of one listener.</summary>
    public static HttpClient ClientOf(EdgeListener listener) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 100, SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == NginxFolder.Subject } })
        {
            BaseAddress = new Uri($"{(listener.Kind == ListenerKind.Tls ? "https" : "http")}://127.0.0.1:{listener.Port}"),
            Timeout = s_patience,
        };

    /// <summary>Sends a signal by its name.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The exit code, once it has ended.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(s_patience, CancellationToken.None);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        try
        {
            if (!_process.HasExited)
            {
                Signal("TERM"); // its workers end before it does
                await ExitAsync();
            }
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }
    }

    private static Process Start(NginxFolder folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(InstalledProgram.Find("nginx")!, ["-e", "stderr", "-p", folder.Configuration, "-c", folder.MainFile, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private async Task<bool> ListensAsync(int port)
    {
        Assert.False(_process.HasExited, $"nginx ended: {string.Join('\n', Errors)}");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
