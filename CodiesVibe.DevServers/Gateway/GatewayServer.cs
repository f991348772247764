using System.Text;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The edge of the system where no nginx is installed: <see cref="Routes"/> as a web server.</summary>
internal static class GatewayServer
{
    /// <summary>Open connections, especially WebSockets of open pages, are closed after this time when the gateway stops.</summary>
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan s_pageSilence = TimeSpan.FromSeconds(Routes.All.Single(route => route.Root is "").SilenceSeconds);

    public static WebApplication Build(GatewayOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            server.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        builder.Logging.AddOtlpLogs();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // The forwarder would log each failed request with its stack trace; the response says what failed.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_drain);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton<UpstreamClient>();
        builder.Services.AddSingleton<Forwarding>();
        builder.Services.AddSingleton<FrontendProbe>();

        WebApplication app = builder.Build();
        app.UseAnswerHeaders();
        app.Use((context, next) => HttpMethods.IsTrace(context.Request.Method) ? Replies.NotAllowedAsync(context) : next(context));
        var forwarding = app.Services.GetRequiredService<Forwarding>();
        var probe = app.Services.GetRequiredService<FrontendProbe>();
        foreach (var route in Routes.All)
        {
            TimeSpan silence = TimeSpan.FromSeconds(route.SilenceSeconds);
            app.Map(route.Path.Replace("/**", "/{**rest}", StringComparison.Ordinal), route.Target switch
            {
                RouteTarget.Backend when route.FallsBackToPage => context =>
                    forwarding.SendAsync(context, options.Backend, silence, ServePageAsync, intercepts: true),
                RouteTarget.Backend => context => forwarding.SendAsync(context, options.Backend, silence, Replies.BackendFailedAsync),
                RouteTarget.Frontend => context => forwarding.SendAsync(context, options.Frontend, silence, Replies.FrontendFailedAsync),
                RouteTarget.FrontendHealth => async context =>
                    await Replies.HealthAsync(context, await probe.FindFaultAsync(options.Frontend, context.RequestAborted)),
                RouteTarget.EdgeHealth => context => Replies.HealthAsync(context, fault: null),
                RouteTarget.Closed => Replies.NotFoundAsync,
                _ => throw new InvalidOperationException($"The route {route.Path} has no handler."),
            }).WithMetadata(route);
        }

        return app;

        Task ServePageAsync(HttpContext context)
        {
            context.Response.Clear(); // of what the backend said; the forwarder takes any other status than 200 for an answer
            return forwarding.SendAsync(context, options.Frontend, s_pageSilence, Replies.FrontendFailedAsync);
        }
    }
}
