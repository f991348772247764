using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>Who reaches whom.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerNetworkTests(ContainerEngine engine)
{
    [Fact]
    public async Task A_container_is_reached_from_this_machine_from_containers_and_from_programs()
    {
        await using (var builder = ContainerApplication.CreateBuilder(engine.Address))
        {
            var web = builder.AddWeb("web", "hello").WithContainerNetworkAlias("elsewhere").WithHttpHealthCheck("/");
            builder.AddBox("caller", "curl -s $WEB_HTTP $services__web__http__0 http://web:8080 http://elsewhere:8080; echo called $WEB_HTTP; sleep 600 & wait")
                .WithReference(web.GetEndpoint("http")).WaitFor(web);
            builder.AddExecutable("program", "/bin/sh", ".", "-c", "curl -s $WEB_HTTP; exec sleep 600").WithReference(web.GetEndpoint("http")).WaitFor(web);
            await using var application = await builder.StartAsync();

            Assert.Equal("hello", await application.GetAsync("web"));
            Assert.Equal("localhost", application.GetEndpoint("web").Host);
            await application.UntilLoggedAsync("caller", "called http://web.dev.internal:8080");
            await application.UntilLoggedAsync("caller", "hello");
            await application.UntilLoggedAsync("program", "hello");
        }

        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task An_endpoint_without_proxy_is_published_under_its_own_port()
    {
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        builder.AddBox("web", "mkdir /www; echo direct > /www/index.html; httpd -f -p 8080 -h /www & wait").WithHttpEndpoint(targetPort: 8080, isProxied: false);
        await using var application = await builder.StartAsync();
        await application.UntilAsync("web", KnownResourceStates.Running);

        var published = await engine.DockerAsync("ps", "--format", "{{.Ports}}");
        Assert.Contains($"127.0.0.1:{application.GetEndpoint("web").Port}->8080", published);
        Assert.Equal("direct", await application.GetAsync("web"));
    }

    [Fact]
    public async Task A_program_that_a_container_must_reach_is_reached()
    {
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        using var listener = new HostProgram();
        var program = builder.AddExecutable("program", listener.Command, ".", listener.Arguments).WithHttpEndpoint(env: "PORT");
        builder.AddBox("caller", "until curl -s $PROGRAM_HTTP; do sleep 0.2; done; sleep 600 & wait").WithReference(program.GetEndpoint("http"));
        await using var application = await builder.StartAsync();

        await application.UntilLoggedAsync("caller", HostProgram.Text);
    }

    [Fact]
    public async Task The_telemetry_of_a_container_reaches_the_dashboard()
    {
        Assert.SkipUnless(File.Exists(Environment.GetEnvironmentVariable("ASPIRE_DASHBOARD_PATH")), "The dashboard is not there.");
        await using var builder = DistributedApplicationTestingBuilder.Create(
            [$"--DOCKER_HOST={engine.Address}", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:4318", "--DOTNET_LAUNCH_PROFILE=http"],
            (options, _) => options.DisableDashboard = false);

        // A request without any trace in it, which the dashboard takes only from who knows its key.
        builder.AddBox("sender", """
            until curl -sf -H "${OTEL_EXPORTER_OTLP_HEADERS%%=*}: ${OTEL_EXPORTER_OTLP_HEADERS#*=}" -H 'content-type: application/x-protobuf' --data-binary '' $OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces; do sleep 0.2; done
            echo taken at ${OTEL_EXPORTER_OTLP_ENDPOINT%:*} from $OTEL_SERVICE_NAME $OTEL_RESOURCE_ATTRIBUTES; sleep 600 & wait
            """).WithOtlpExporter();
        await using var application = await builder.StartAsync();

        await application.UntilLoggedAsync("sender", "taken at http://aspire.dev.internal from sender service.instance.id=");
    }

    /// <summary>A small web server of this machine that listens at the loopback address, at the port in the variable PORT.</summary>
    private sealed class HostProgram : IDisposable
    {
        public const string Text = "from the machine itself";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-program-");

        public HostProgram() => File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), Text + "\n");

        public string Command => "/bin/sh";

        public string[] Arguments => ["-c", $"exec busybox httpd -f -p 127.0.0.1:$PORT -h {_folder.FullName}"];

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
