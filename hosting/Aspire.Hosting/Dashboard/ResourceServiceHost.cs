using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The web server for the <see cref="ResourceService"/>. It takes neither addresses nor logging rules from the environment: there they
/// concern the dashboard and the application.
/// </summary>
internal sealed class ResourceServiceHost : IAsyncDisposable
{
    /// <summary>
    /// How long a command that is still at work, or a caller that does not close its end of a stream (the web server would wait 5 s for
    /// it), may hold up the end of the application.
    /// </summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private const string ApiKeyHeader = "x-resource-service-api-key";

    private readonly WebApplication app;

    private ResourceServiceHost(WebApplication app) => this.app = app;

    /// <summary>Starts to listen. Disposing of the result ends all calls.</summary>
    public static async Task<ResourceServiceHost> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<DashboardOptions>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options.ResourceService.Url));

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        foreach (var provider in services.GetServices<ILoggerProvider>())
        {
            builder.Logging.AddProvider(provider);
        }

        // A start that fails is the caller's to report, with the words of this application.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton<IHostLifetime, LifeOfItsOwner>();
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(services.GetRequiredService<ResourceFeed>());
        builder.Services.AddSingleton(services.GetRequiredService<ResourceLoggerService>());
        builder.Services.AddSingleton(services.GetRequiredService<ResourceCommandService>());
        builder.Services.AddSingleton(services.GetRequiredService<InteractionService>());
        builder.Services.AddSingleton(services.GetRequiredService<ResourceNotificationService>());
        builder.Services.AddSingleton<CommandForm>();
        builder.Services.AddSingleton<ResourceService>();

        var app = builder.Build();
        try
        {
            var key = Encoding.UTF8.GetBytes(options.ResourceServiceApiKey);
            app.Use((context, next) => IsAllowed(context.Request, key) ? next(context) : RefuseAsync(context.Response));
            app.MapGrpcService<ResourceService>();
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ResourceServiceHost(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, Uri url)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http2;
            if (url.Scheme == Uri.UriSchemeHttps)
            {
                listen.UseHttps();
            }
        }

        if (url.Host == "localhost")
        {
            kestrel.ListenLocalhost(url.Port, Configure);
        }
        else
        {
            kestrel.Listen(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port, Configure);
        }
    }

    private static bool IsAllowed(HttpRequest request, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[ApiKeyHeader].ToString()), key);

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>Ends when its owner says so: by default the web server would end by itself at Ctrl+C, before the dashboard that it serves.</summary>
    private sealed class LifeOfItsOwner : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
