using System.Diagnostics.CodeAnalysis;
using System.Net;
using CodiesVibe.Api;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Driver.Core.Events;

namespace CodiesVibe.Tests.Api.Requests;

/// <summary>MongoDB is available but slow, so that no time-out of the driver ends the request.</summary>
public sealed class RequestTimeoutTests : IAsyncLifetime
{
    private readonly DevServer _mongodb = DevServer.Mongodb();

    public async ValueTask InitializeAsync() => await _mongodb.StartAsync();

    public ValueTask DisposeAsync() => _mongodb.DisposeAsync();

    [Fact]
    public async Task A_request_that_takes_longer_than_ten_seconds_gets_503()
    {
        var delay = new Delay();
        await using var app = ApiApplication.Create(
            [$"--ConnectionStrings:codiesvibe={_mongodb.MongoConnectionString}", "--ConnectionStrings:redis=127.0.0.1:1"],
            builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IEventSubscriber>(delay);
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await Eventually.BecomesTrueAsync("tools are listed", TimeSpan.FromSeconds(30), async () => (await http.GetAnswerAsync("/api/tools")).Status == HttpStatusCode.OK);

        delay.OfSearch = TimeSpan.FromSeconds(10.5);
        var answer = await http.GetAnswerAsync("/api/tools?pageSize=7");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    /// <summary>Delays a command before it is sent.</summary>
    private sealed class Delay : IEventSubscriber
    {
        public TimeSpan OfSearch { get; set; }

        public bool TryGetEventHandler<TEvent>([NotNullWhen(true)] out Action<TEvent>? handler)
        {
            handler = (Action<CommandStartedEvent>)Hold as Action<TEvent>;
            return handler is not null;
        }

        private void Hold(CommandStartedEvent started)
        {
            if (started.CommandName == "aggregate")
            {
                // The driver raises this event on the thread of the command and cannot wait for a task.
                Thread.Sleep(OfSearch);
            }
        }
    }
}
