using System.Net;
using CodiesVibe.Delivery;
using CodiesVibe.Tests.Build;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Delivery;

/// <summary>Websites on loopback stand in for those of the tools.</summary>
public sealed class ToolLinksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_websites_that_answer_with_success_are_there()
    {
        await using var sites = await StartAsync();
        var root = new Uri(sites.Urls.Single());
        string[] paths = ["/good", "/moved", "/gone", "/walled", "/get-only", "/silent"];
        using var client = new HttpClient();
        (string, Uri)[] tools = [.. paths.Select(path => (path[1..], new Uri(root, path))), ("closed", new("http://127.0.0.1:1/"))];

        var unanswered = await new ToolLinks(client, TimeSpan.FromSeconds(1)).AskAsync(tools, Cancellation);

        Assert.Equal([("gone", false), ("walled", true), ("silent", false), ("closed", false)], unanswered.Select(link => (link.Slug, link.IsRefusal)));
        Assert.Equal([$"gone: {root}gone (status 404)", $"walled: {root}walled (status 403)", $"silent: {root}silent (no answer within 1 s)"], unanswered.Take(3).Select(link => link.ToString()));
        Assert.Contains("Connection refused", unanswered[3].What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_directory_s_own_file_is_read() =>
        Assert.InRange(ToolLinks.Read(Repository.Source("CodiesVibe.Api/Data/tools.json")).Count, 150, int.MaxValue);

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{ "slug": "a", "website": "nowhere" }]""")]
    [InlineData("[")]
    public async Task Another_file_is_refused_with_its_name(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, Cancellation);
            Assert.StartsWith($"{file} is not a list of tools with a slug and a website: ", Assert.Throws<DeliveryException>(() => ToolLinks.Read(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var sites = builder.Build();
        sites.Run(async context =>
        {
            switch (context.Request.Path)
            {
                case "/moved":
                    context.Response.Redirect("/good");
                    break;
                case "/silent":
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    break;
                default:
                    context.Response.StatusCode = context.Request.Path.Value switch
                    {
                        "/gone" => 404,
                        "/walled" => 403,
                        "/get-only" when context.Request.Method == "HEAD" => 405,
                        _ => 200,
                    };
                    break;
            }
        });
        await sites.StartAsync(Cancellation);
        return sites;
    }
}
