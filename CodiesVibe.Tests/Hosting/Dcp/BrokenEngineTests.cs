using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodiesVibe.Tests.Hosting.Dcp;

/// <summary>Files that pretend to be the engine.</summary>
public sealed class BrokenEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dcp-").FullName;

    [Theory]
    [InlineData("just some text", "could not be started")]
    [InlineData("#!/bin/sh\necho no libc here >&2; exit 3", "exit code 3", "no libc here")]
    [InlineData("#!/bin/sh\necho hello", "no readable version", "hello")]
    [InlineData("#!/bin/sh\necho '{}'", "gave no version", "{}")]
    [InlineData("#!/bin/sh\necho '{\"version\":\"0.9.1\"}'", "version 0.9.1", "0.25 is the oldest", "an older aspire CLI")]
    [InlineData("#!/bin/sh\n[ $1 = version ] && echo '{\"version\":\"1.2.3\"}' || { echo port is taken; exit 1; }", "start-apiserver", "port is taken")]
    [InlineData("#!/bin/sh\necho '{\"version\":\"1.2.3\"}'", "wrote no kubeconfig within 1 s")]
    [InlineData("#!/bin/sh\n[ $1 = version ] && echo '{\"version\":\"1.2.3\"}' || sleep 2 &", "start-apiserver", "did not end within 1 s")]
    public async Task Its_failure_is_one_clear_error(string content, params string[] expected)
    {
        var message = (await FailAsync(content, UnixFileMode.UserRead | UnixFileMode.UserExecute)).Message;
        Assert.All(expected, text => Assert.Contains(text, message));
        Assert.Contains(_folder, message);
        Assert.Contains("set ASPIRE_DCP_PATH", message);
    }

    [Fact]
    public async Task A_file_that_is_not_executable_is_named() =>
        Assert.Contains("could not be started", (await FailAsync("#!/bin/sh\n", UnixFileMode.UserRead)).Message);

    [Fact]
    public async Task Cancelling_ends_an_engine_that_hangs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        var pidFile = Path.Combine(_folder, "pid");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var starting = StartAsync($"#!/bin/sh\necho $$ > {pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 600", UnixFileMode.UserRead | UnixFileMode.UserExecute, cancel.Token);
        await EngineRun.UntilAsync(() => File.Exists(pidFile), "the script runs");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        var pid = int.Parse(await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        await EngineRun.UntilAsync(() => Process.GetProcesses().All(p => p.Id != pid), "the script is gone");
    }

    private Task<DistributedApplicationException> FailAsync(string content, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        return Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(content, mode, TestContext.Current.CancellationToken));
    }

    private async Task StartAsync(string content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "dcp");
        await File.WriteAllTextAsync(file, content, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
        var options = new DcpEngineOptions(file) { StartTimeout = TimeSpan.FromSeconds(1) };
        await DcpEngine.StartAsync(options, NullLogger.Instance, cancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
