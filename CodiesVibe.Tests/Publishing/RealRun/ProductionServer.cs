using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A server for production: every image that it needs is there, so nothing is pulled.</summary>
/// <param name="images">The images.</param>
public sealed class ProductionServer(SharedImages images) : IAsyncLifetime
{
    private readonly string? _missing = ServerMachine.Missing() ?? ProductionImages.Missing();
    private ServerMachine? _machine;

    /// <summary>Whether there is one.</summary>
    internal bool IsThere => _machine is not null;

    /// <summary>The server. Skips the test where it cannot run.</summary>
    internal ServerMachine Machine
    {
        get
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return _machine!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_missing is null)
        {
            _machine = await ServerMachine.StartAsync();
            await images.ProvideAsync(_machine.Docker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_machine is not null)
        {
            await images.WithdrawAsync(_machine.Docker);
            await _machine.DisposeAsync();
        }
    }
}
