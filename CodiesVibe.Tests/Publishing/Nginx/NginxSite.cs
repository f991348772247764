using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>nginx as in production, on ports and in directories of a test's own, with a server of each kind behind it.</summary>
public sealed class NginxSite : IAsyncLifetime
{
    internal NginxFolder Folder { get; private set; } = null!;

    internal EdgeProfile Profile { get; private set; } = null!;

    internal FakeTarget Backend { get; private set; } = null!;

    internal FakeTarget Frontend { get; private set; } = null!;

    internal NginxProcess Nginx { get; private set; } = null!;

    internal HttpClient Plain { get; private set; } = null!;

    internal HttpClient Tls { get; private set; } = null!;

    internal HttpClient Tunnel { get; private set; } = null!;

    internal HttpClient Status { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (NginxProcess.SkipReason is not null)
        {
            return;
        }

        Folder = new NginxFolder();
        Backend = await FakeTarget.StartBackendAsync();
        Frontend = await FakeTarget.StartFrontendAsync(Page.AnswerAsync);
        Profile = OnLoopback(Folder) with { Backend = new("backend", Backend.Address.Authority), Frontend = new("frontend", Frontend.Address.Authority) };
        Nginx = await NginxProcess.StartAsync(Folder, Profile);
        Plain = NginxProcess.ClientOf(Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Redirect));
        Tls = NginxProcess.ClientOf(Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tls));
        Tunnel = NginxProcess.ClientOf(Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel));
        Status = NginxProcess.ClientOf(Profile.Status!);
    }

    public async ValueTask DisposeAsync()
    {
        if (NginxProcess.SkipReason is null)
        {
            foreach (HttpClient client in (HttpClient[])[Plain, Tls, Tunnel, Status])
            {
                client.Dispose();
            }

            await Nginx.DisposeAsync();
            await Backend.DisposeAsync();
            await Frontend.DisposeAsync();
            Folder.Dispose();
        }
    }

    /// <summary>The profile of production with free ports of the loopback address, and directories of a test.</summary>
    internal static EdgeProfile OnLoopback(NginxFolder folder)
    {
        EdgeProfile production = EdgeProfile.Production(EdgeModel.Create())!;
        return production with
        {
            Listeners = [.. production.Listeners.Select(listener => listener with { Port = QuietPort.Find(), Address = "127.0.0.1" })],
            Status = production.Status! with { Port = QuietPort.Find(), Address = "127.0.0.1" },
            Resolver = null,
            State = folder.State,
            Certificates = folder.Certificates,
            Temporary = folder.Temporary,
            LogFiles = [folder.Log],
            User = NginxProcess.User,
        };
    }
}
