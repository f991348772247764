using System.Net;
using CodiesVibe.ServiceDefaults;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.ServiceDefaults;

public sealed class DrainingTests
{
    [Fact]
    public async Task A_stopping_service_is_not_ready_keeps_serving_and_completes_its_requests()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var app = Build();
        app.MapGet("/long", async () =>
        {
            started.SetResult();
            await mayEnd.Task;
            return "done";
        });
        app.MapGet("/short", () => "done");
        await app.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAnswerAsync("/health")).Status);
        var underWay = http.GetStringAsync("/long", cancellationToken);
        await started.Task;

        // As the signal does it; the host then stops.
        app.Lifetime.StopApplication();
        var stopping = app.StopAsync(cancellationToken);

        var health = await http.GetAnswerAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (health.Status, health.HealthOf("accepting")));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAnswerAsync("/alive")).Status);
        Assert.Equal("done", await http.GetStringAsync("/short", cancellationToken));

        // It is not there for new requests any more, and still for the old one.
        await Eventually.BecomesTrueAsync("nothing new is taken", TimeSpan.FromSeconds(20), async () =>
        {
            using var another = new HttpClient { BaseAddress = http.BaseAddress };
            try
            {
                await another.GetStringAsync("/short", cancellationToken);
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        });
        Assert.False(stopping.IsCompleted);
        mayEnd.SetResult();
        Assert.Equal("done", await underWay);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }
}
