using System.Text.Json.Nodes;
using Aspire.Hosting.Dcp;

namespace CodiesVibe.Tests.Hosting.Dcp;

/// <summary>The objects of the real engine.</summary>
public sealed class DcpClientTests
{
    private const string Server = """
        $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 5) or die $!;
        while ($c = $s->accept) {
            while (<$c>) { last if /^\r\n/ }
            print $c "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nserved";
            close $c;
        }
        """;

    [Fact]
    public async Task An_executable_serves_through_the_proxy_of_its_service()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var run = await EngineRun.StartAsync();
        await run.Client.CreateAsync(
            new DcpService
            {
                Metadata = new() { Name = "web-http" },
                Spec = new() { AddressAllocationMode = DcpAddressAllocationMode.IPv4ZeroOne },
            },
            stop);
        await run.Client.CreateAsync(
            new DcpExecutable
            {
                Metadata = new()
                {
                    Name = "web",
                    Annotations = new Dictionary<string, string>
                    {
                        [DcpServiceProducer.AnnotationName] = DcpServiceProducer.ToAnnotation([new("web-http", "127.0.0.1")]),
                    },
                },
                Spec = new()
                {
                    ExecutablePath = "perl",
                    Args = ["-MIO::Socket::INET", "-e", Server, "{{portForServing \"web-http\"}}"],
                    Env = [new("PUBLIC_PORT", "{{portFor \"web-http\"}}"), new("EMPTY", null)],
                },
            },
            stop);

        var running = (await run.StateAsync("web", DcpExecutableState.Running)).Status!;
        await EngineRun.UntilAsync(() => run.Processes("IO::Socket::INET->new") is [var pid] && pid == running.Pid, "the program runs");
        Assert.True(running.StartupTimestamp > DateTimeOffset.UtcNow.AddMinutes(-1));
        var service = await ReadyAsync(run, "web-http");
        Assert.Equal("127.0.0.1", service.EffectiveAddress);
        Assert.Contains(new("PUBLIC_PORT", $"{service.EffectivePort}"), running.EffectiveEnv!);
        var endpoint = Assert.Single(await run.Client.ListAsync<DcpEndpoint>(stop)).Spec;
        Assert.Equal("web-http", endpoint.ServiceName);
        Assert.Equal($"{endpoint.Port}", running.EffectiveArgs![^1]);

        using var http = new HttpClient();
        using var answer = await EventuallyAsync(() => http.GetAsync($"http://127.0.0.1:{service.EffectivePort}/", stop));
        Assert.Equal("served", await answer.Content.ReadAsStringAsync(stop));
    }

    [Fact]
    public async Task What_is_meant_for_the_app_host_alone_does_not_reach_the_programs()
    {
        const string Private = "ASPIRE_LOGLEVEL";
        Environment.SetEnvironmentVariable(Private, "Debug");
        try
        {
            await using var run = await EngineRun.StartAsync();
            await run.Client.CreateAsync(run.Script("env", "env"), TestContext.Current.CancellationToken);
            await run.StateAsync("env", DcpExecutableState.Finished);
            var lines = await LinesAsync(run, "env", DcpLogSource.StandardOutput, follow: false);
            Assert.Contains($"HOME={run.Folder}", lines);
            Assert.DoesNotContain(lines, line => line.StartsWith(Private, StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Private, null);
        }
    }

    [Fact]
    public async Task Logs_are_followed_to_the_end_and_stay_readable()
    {
        await using var run = await EngineRun.StartAsync();
        var late = run.Script("talk", "echo out; echo err >&2; while [ ! -e go ]; do sleep 0.02; done; echo 'größer'; printf last; exit 7");
        await run.Client.CreateAsync(late with { Spec = late.Spec with { Start = false } }, TestContext.Current.CancellationToken);
        var output = LinesAsync(run, "talk", DcpLogSource.StandardOutput, follow: true);
        var errors = LinesAsync(run, "talk", DcpLogSource.StandardError, follow: true, timestamps: true);

        await run.Client.PatchAsync<DcpExecutable>(
            "talk", new JsonObject { ["spec"] = new JsonObject { ["start"] = true } }, TestContext.Current.CancellationToken);
        await run.StateAsync("talk", DcpExecutableState.Running);
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "go"), "", TestContext.Current.CancellationToken);

        var finished = (await run.StateAsync("talk", DcpExecutableState.Finished)).Status!;
        Assert.Equal(7, finished.ExitCode);
        Assert.True(finished.FinishTimestamp >= finished.StartupTimestamp);
        Assert.Equal(["out", "größer", "last"], await output);
        var line = Assert.Single(await errors).Split(' ', 2);
        Assert.True(DateTimeOffset.TryParse(line[0], out _), line[0]);
        Assert.Equal("err", line[1]);
        Assert.Equal(["out", "größer", "last"], await LinesAsync(run, "talk", DcpLogSource.StandardOutput, follow: false));
    }

    [Fact]
    public async Task An_unknown_program_fails_to_start_and_the_system_log_says_why()
    {
        await using var run = await EngineRun.StartAsync();
        await run.Client.CreateAsync(
            new DcpExecutable { Metadata = new() { Name = "x" }, Spec = new() { ExecutablePath = "/no/such/program" } },
            TestContext.Current.CancellationToken);
        var failed = await run.StateAsync("x", DcpExecutableState.FailedToStart);
        Assert.Null(failed.Status!.Pid);
        Assert.Contains(
            await LinesAsync(run, "x", DcpLogSource.System, follow: false),
            line => line.Contains("/no/such/program") && line.Contains("no such file"));
    }

    [Fact]
    public async Task A_stopped_executable_is_gone_with_its_children_and_its_name_is_free_again()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var run = await EngineRun.StartAsync();
        var script = run.Script("again", "sleep 600 & wait");
        await run.Client.CreateAsync(script, stop);
        await run.StateAsync("again", DcpExecutableState.Running);
        await EngineRun.UntilAsync(() => run.Processes("sleep\0").Count == 1, "the child runs");

        await run.Client.PatchAsync<DcpExecutable>("again", new JsonObject { ["spec"] = new JsonObject { ["stop"] = true } }, stop);

        Assert.Equal(-1, (await run.StateAsync("again", DcpExecutableState.Finished)).Status!.ExitCode);
        await EngineRun.UntilAsync(() => run.Processes("sleep").Count == 0, "script and child are gone");

        await run.Client.DeleteAsync<DcpExecutable>("again", stop);
        await run.Client.WaitForDeletionAsync<DcpExecutable>("again", stop);
        await run.Client.CreateAsync(script, stop);
        await run.StateAsync("again", DcpExecutableState.Running);

        await run.Client.DeleteAsync<DcpExecutable>("again", stop);
        await run.Client.WaitForDeletionAsync<DcpExecutable>("again", stop);
        Assert.Empty(run.Processes("sleep"));
    }

    [Fact]
    public async Task Refusals_say_what_was_asked_and_why_not()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var run = await EngineRun.StartAsync();
        var missing = await Assert.ThrowsAsync<DcpException>(() => run.Client.GetAsync<DcpExecutable>("nobody", stop));
        Assert.True(missing.IsNotFound);
        Assert.Equal("NotFound", missing.Reason);
        Assert.Contains("executables/nobody", missing.Message);
        var log = await Assert.ThrowsAsync<DcpException>(() => LinesAsync(run, "nobody", DcpLogSource.System, follow: true));
        Assert.True(log.IsNotFound);

        var twice = new DcpService { Metadata = new() { Name = "s" }, Spec = new() };
        await run.Client.CreateAsync(twice, stop);
        var exists = await Assert.ThrowsAsync<DcpException>(() => run.Client.CreateAsync(twice, stop));
        Assert.Equal("AlreadyExists", exists.Reason);
        Assert.Contains("already exists", exists.Message);

        foreach (var name in new[] { "", "1a", "a b", "a/b", "ä", "a\n", new string('a', 254) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => run.Client.CreateAsync(twice with { Metadata = new() { Name = name } }, stop));
        }
    }

    private static async Task<DcpServiceStatus> ReadyAsync(EngineRun run, string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var change in run.Client.WatchAsync<DcpService>(name, limit.Token))
        {
            if (change.Object.Status is { State: DcpServiceStatus.Ready } status)
            {
                return status;
            }
        }
        throw new InvalidOperationException("A watch ends with an exception.");
    }

    private static async Task<List<string>> LinesAsync(EngineRun run, string name, string source, bool follow, bool timestamps = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        List<string> lines = [];
        await foreach (var line in run.Client.GetLogsAsync<DcpExecutable>(name, source, follow, timestamps, limit.Token))
        {
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>The proxy accepts before the process does; it then closes the connection.</summary>
    private static async Task<HttpResponseMessage> EventuallyAsync(Func<Task<HttpResponseMessage>> get)
    {
        HttpResponseMessage? answer = null;
        for (var end = DateTime.UtcNow.AddSeconds(20); answer is null;)
        {
            try
            {
                answer = await get();
            }
            catch (HttpRequestException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
        return answer;
    }
}
