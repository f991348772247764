using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Tests.Hosting;
using CodiesVibe.Tests.Publishing.RealRun.Samples;

namespace CodiesVibe.Tests.Publishing.Manifest;

/// <summary>What the official packages can say, but a manifest or compose cannot, is refused by name instead of lost.</summary>
public sealed class OfficialManifestTests
{
    [Fact]
    public async Task A_condition_that_the_manifest_has_lost_is_refused()
    {
        var error = await RefusedAsync(builder =>
        {
            var web = builder.AddContainer("web", "web", "1").WithHttpsEndpoint(targetPort: 443);
            web.WithEnvironment("MODE", web.GetEndpoint("https").GetTlsValue(ReferenceExpression.Create($"secure"), ReferenceExpression.Create($"open")));
        });
        Assert.Contains("'cond-web-bindings-https-tlsenabled-", error, StringComparison.Ordinal);
        Assert.Contains("conditional expression", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_port_is_encrypted_is_refused_where_its_scheme_does_not_say_it()
    {
        var error = await RefusedAsync(builder =>
        {
            var queue = builder.AddContainer("queue", "queue", "1").WithEndpoint(targetPort: 5671, name: "amqp", scheme: "amqp");
            queue.WithEnvironment("TLS", queue.GetEndpoint("amqp").Property(EndpointProperty.TlsEnabled));
        });
        Assert.Contains("'queue' has the binding 'amqp' with the scheme 'amqp'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_encoding_of_a_variable_is_refused()
    {
        var error = await RefusedAsync(builder =>
        {
            var name = builder.AddParameter("name");
            builder.AddContainer("web", "web", "1").WithEnvironment("NAME", $"{name:uri}");
        });
        Assert.Contains("'name-uri-encoded' encodes a variable of the env file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_for_another_exit_code_than_0_is_refused()
    {
        var builder = TestApplication.CreateBuilder();
        WaitSample.Describe(builder, "shell:1", exitCode: 3);
        var error = Assert.Throws<PublishingException>(() => ProductionBuilderExtensions.FactsOf("sample", builder)).Message;
        Assert.Contains("'last' waits until 'job' ends with exit code 3", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_waits_for_one_service_the_stricter_one_counts()
    {
        var model = await SampleManifest.ReadAsync(builder => WaitSample.Describe(builder, "shell:1"));
        Assert.Equal("healthy Healthy, job Completed, started Started", string.Join(", ", model.Find("last")!.Facts.Waits.Select(wait => $"{wait.For} {wait.Until}")));
    }

    [Fact]
    public async Task What_is_waited_for_until_it_ends_is_not_started_again()
    {
        var model = await SampleManifest.ReadAsync(builder => WaitSample.Describe(builder, "shell:1"));
        var infrastructure = Support.Published.Text(PublishedTree.Render(model), ComposeFile.Infrastructure.Path);
        Assert.Single(infrastructure.Split('\n'), line => line == "    restart: \"no\"");
    }

    private static async Task<string> RefusedAsync(Action<IDistributedApplicationBuilder> describe) =>
        (await Assert.ThrowsAsync<PublishingException>(() => SampleManifest.ReadAsync(describe))).Message;
}
