using CodiesVibe.Tests.LongRequests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(LongRequestEndpoints))]

namespace CodiesVibe.Tests.LongRequests;

/// <summary>Adds to the API, in front of everything of its own, what takes long: an answer after five seconds, and an upload of any duration.</summary>
public sealed class LongRequestEndpoints : IHostingStartup, IStartupFilter
{
    /// <summary>GET: it is answered after five seconds.</summary>
    public const string SlowPath = "/api/test/slow";

    /// <summary>POST: it is answered when its body has arrived.</summary>
    public const string UploadPath = "/api/test/upload";

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(5);

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map(SlowPath, slow => slow.Run(async context =>
        {
            await Task.Delay(s_delay, context.RequestAborted);
            await context.Response.WriteAsync("after five seconds", context.RequestAborted);
        }));
        app.Map(UploadPath, upload => upload.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await context.Response.WriteAsync("uploaded", context.RequestAborted);
        }));
        next(app);
    };
}
