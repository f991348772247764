using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Publishing.Images;

/// <summary>A stand-in for a registry that issues a token to every client, on the loopback address.</summary>
internal sealed class StandInRegistry : IAsyncDisposable
{
    private const string Token = "for-everybody";
    private readonly WebApplication _application;

    private StandInRegistry(WebApplication application) => _application = application;

    /// <summary>Its name in front of an image.</summary>
    public string Host => new Uri(_application.Urls.Single()).Authority;

    /// <summary>What it was asked, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <param name="digests">By repository and tag; null in place of a digest states none.</param>
    /// <param name="needsToken">Whether it answers only to a token.</param>
    /// <param name="realm">The address for tokens; its own by default.</param>
    public static async Task<StandInRegistry> StartAsync(Dictionary<string, string?> digests, bool needsToken, string? realm = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var registry = new StandInRegistry(application);
        application.Run(context => registry.AnswerAsync(context, digests, needsToken, realm));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return registry;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Dictionary<string, string?> digests, bool needsToken, string? realm)
    {
        var (path, query) = (context.Request.Path.Value!, context.Request.Query);
        lock (Requests)
        {
            Requests.Add($"{context.Request.Method} {path}");
        }

        if (path == "/token")
        {
            Assert.Equal("registry.test", query["service"]);
            Assert.StartsWith("repository:", query["scope"].ToString(), StringComparison.Ordinal);
            await context.Response.WriteAsJsonAsync(new { token = Token });
        }
        else if (needsToken && context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{realm ?? $"http://{Host}/token"}\",service=\"registry.test\",scope=\"repository:{path.Split('/')[2]}:pull\"";
        }
        else if (path.Split("/manifests/") is [var repository, var tag] && digests.TryGetValue($"{repository["/v2/".Length..]}:{tag}", out var digest))
        {
            Assert.Contains("application/vnd.oci.image.index.v1+json", context.Request.Headers.Accept.ToString(), StringComparison.Ordinal);
            context.Response.Headers["Docker-Content-Digest"] = digest;
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }
}
