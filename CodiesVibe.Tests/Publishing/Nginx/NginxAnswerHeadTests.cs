using System.Net;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>An answer may have a long head, as one with many cookies or a long policy has.</summary>
public sealed class NginxAnswerHeadTests
{
    [Fact]
    public async Task An_answer_with_16_KiB_of_headers_is_passed_on()
    {
        using var folder = new NginxFolder();
        string value = new('a', 1024);
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context =>
        {
            for (int i = 0; i < 16; i++)
            {
                context.Response.Headers[$"Long-{i}"] = value;
            }

            return Task.CompletedTask;
        });
        EdgeProfile profile = NginxSite.OnLoopback(folder) with { Backend = new("backend", backend.Address.Authority) };
        await using NginxProcess nginx = await NginxProcess.StartAsync(folder, profile);
        using HttpClient client = NginxProcess.ClientOf(profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tls));

        using HttpResponseMessage response = await client.GetAsync("/api/tools", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(value, response.Headers.GetValues("Long-15").Single());
    }
}
