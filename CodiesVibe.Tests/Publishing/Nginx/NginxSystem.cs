using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>nginx at the edge of a developer's machine.</summary>
public sealed class NginxSystem : EdgeSystem
{
    public override string? SkipReason => NginxProcess.SkipReason;

    internal override async Task<IEdgeProcess> StartEdgeAsync(Uri backend, Uri frontend)
    {
        var folder = new NginxFolder();
        return new WithFolder(folder, await NginxProcess.StartAsync(folder, new()
        {
            Listeners = [new(QuietPort.Find(), ListenerKind.Plain, "127.0.0.1")],
            Backend = new("backend", backend.Authority),
            Frontend = new("frontend", frontend.Authority),
            Temporary = folder.Temporary,
            User = NginxProcess.User,
            IsPublic = false,
        }));
    }

    private sealed class WithFolder(NginxFolder folder, NginxProcess process) : IEdgeProcess
    {
        public HttpClient Client => process.Client;

        public async ValueTask DisposeAsync()
        {
            await process.DisposeAsync();
            folder.Dispose();
        }
    }
}
