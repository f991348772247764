using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Lifecycle;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>What is rejected before anything starts.</summary>
public sealed class StartupValidationTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    [Fact]
    public void Resources_that_wait_in_a_cycle_are_named_in_order()
    {
        var first = Program("first");
        var second = Program("second").WaitFor(first);
        var third = Program("third").WaitForCompletion(second);
        first.WaitForStart(third);
        Program("bystander").WaitFor(first);

        Assert.Contains("'first' -> 'third' -> 'second' -> 'first'", Refused());
    }

    [Fact]
    public void A_dependency_that_several_resources_share_is_not_a_cycle()
    {
        var database = Program("database");
        var api = Program("api").WaitFor(database);
        Program("site").WaitFor(api).WaitFor(database);

        Validate();
    }

    [Fact]
    public void A_port_that_two_resources_request_is_refused_with_both_names()
    {
        var port = FreePort.Find();
        Program("one").WithHttpEndpoint(port: port, name: "http");
        Program("two").WithHttpEndpoint(port: port, name: "admin");

        Assert.Equal($"Port {port} is used by both the endpoint 'http' of 'one' and the endpoint 'admin' of 'two'. Give one of them another port.", Refused());
    }

    [Fact]
    public void A_taken_port_is_refused_with_the_name_of_its_resource()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Program("one").WithHttpEndpoint(port: port);

        Assert.StartsWith($"Port {port}, which the endpoint 'http' of 'one' needs, is already in use.", Refused());
        Validate(("DcpPublisher:RandomizePorts", "true"));
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL")]
    public void A_taken_port_of_the_dashboard_is_refused_with_its_setting(string setting)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.StartsWith($"Port {port}, which the dashboard ({setting}) needs, is already in use.", Refused((setting, $"http://localhost:{port}")));
    }

    [Fact]
    public void An_address_that_is_not_a_URL_is_refused_with_its_setting() =>
        Assert.StartsWith("ASPNETCORE_URLS is 'nowhere', which is not a valid URL.", Refused(("ASPNETCORE_URLS", "nowhere")));

    private IResourceBuilder<ExecutableResource> Program(string name) => _builder.AddExecutable(name, "true", ".");

    private string Refused(params (string Key, string? Value)[] settings) => Assert.Throws<DistributedApplicationException>(() => Validate(settings)).Message;

    private void Validate(params (string Key, string? Value)[] settings) => StartupValidation.Validate(
        [.. _builder.Resources], new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value)).Build());
}
