using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.Docs;

/// <summary>Every command of the README is executed as it stands there.</summary>
[Collection(nameof(SiteAppHost))] // one at a time at the port of the site
public sealed class ReadmeTests : IDisposable
{
    private const string RunCommand = "dotnet run --project CodiesVibe.AppHost";
    private const string TestCommand = "dotnet test";
    private const string ResetCommand = "rm -rf .data";
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly string s_root = FindRoot();

    private readonly string _folder = Directory.CreateTempSubdirectory("codiesvibe-readme-").FullName;

    [Fact]
    public void The_first_two_commands_are_the_whole_setup() => Assert.Equal([RunCommand, TestCommand], Commands()[..2]);

    [Fact]
    public void The_test_command_is_the_one_that_the_build_server_runs() => Assert.Contains(TestCommand, File.ReadAllText(Path.Combine(s_root, ".ci", "run")), StringComparison.Ordinal);

    [Fact]
    public async Task Reset_removes_the_data_and_nothing_else()
    {
        Assert.Contains(ResetCommand, Commands());
        var data = Directory.CreateDirectory(Path.Combine(_folder, ".data", "mongodb")).FullName;
        var other = Path.Combine(_folder, "other");
        File.WriteAllText(other, "");
        Assert.Equal(0, (await ExecuteAsync(ResetCommand, _folder)).ExitCode);
        Assert.False(Directory.Exists(data));
        Assert.True(File.Exists(other));
    }

    [Fact]
    [Requirement("R064")]
    public async Task The_site_comes_up_and_answers_the_other_commands()
    {
        foreach (var port in new[] { 8080, 15180, 19180, 20180 })
        {
            Assert.SkipWhen(IsTaken(port), $"Port {port} is taken on this machine, probably by a running AppHost.");
        }

        var token = TestContext.Current.CancellationToken;
        using var run = Start(RunCommand, s_root);
        var lines = new ConcurrentQueue<string>();
        run.OutputDataReceived += (_, e) => lines.Enqueue(e.Data ?? "");
        run.ErrorDataReceived += (_, e) => lines.Enqueue(e.Data ?? "");
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        try
        {
            var watch = Stopwatch.StartNew();
            while (!Says("The site is ready at http://localhost:8080") || !Says("Login to the dashboard at http://localhost:15180/login?t="))
            {
                Assert.False(run.HasExited || watch.Elapsed > s_patience, string.Join(Environment.NewLine, lines));
                await Task.Delay(100, token);
            }

            foreach (var command in Commands().Except([RunCommand, TestCommand, ResetCommand]))
            {
                var (exitCode, output) = await ExecuteAsync(command, s_root);
                Assert.Equal(0, exitCode);
                Assert.Contains("\"items\":[{", output, StringComparison.Ordinal);
            }
        }
        finally
        {
            if (!run.HasExited)
            {
                Assert.Equal(0, Signal(run.Id, Terminate));
            }

            using var limit = new CancellationTokenSource(s_patience);
            await run.WaitForExitAsync(limit.Token);
        }

        Assert.Equal(0, run.ExitCode);
        Assert.False(IsTaken(8080));

        bool Says(string text) => lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Commands()
    {
        var commands = new List<string>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(s_root, "README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```bash";
            }
            else if (inside)
            {
                commands.Add(line);
            }
        }

        return commands;
    }

    private Process Start(string command, string directory)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec {command}"]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AppHost__DataDirectory"] = Path.Combine(_folder, "data");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Process.Start(start)!;
    }

    private async Task<(int ExitCode, string Output)> ExecuteAsync(string command, string directory)
    {
        using var process = Start(command, directory);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        return (process.ExitCode, await output);
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CodiesVibe.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int processId, int signal);
}
