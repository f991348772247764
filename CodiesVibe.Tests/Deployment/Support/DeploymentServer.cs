using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>A server that version 1.0.0 was deployed to when it was empty; 2.0.0 is in the registry.</summary>
public abstract class DeploymentServer : IAsyncLifetime
{
    private readonly ProductionServer _production;
    private readonly ComposeVersion _compose;
    private readonly string? _missing;
    private Vps? _vps;
    private DeployingMachine? _laptop;

    private protected DeploymentServer(SharedImages images, ComposeVersion compose) =>
        (_production, _compose, _missing) = (new(images), compose, Support.Vps.Missing() ?? (compose.Folder is null ? compose.Missing : null));

    /// <summary>The server. Skips the test where it cannot run.</summary>
    internal Vps Vps
    {
        get
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return _vps!;
        }
    }

    /// <summary>Who deploys.</summary>
    internal DeployingMachine Laptop => _laptop!;

    /// <summary>What the first deployment printed.</summary>
    public string FirstOutput { get; private set; } = "";

    /// <summary>What these steps printed afterwards.</summary>
    public IReadOnlyDictionary<string, string> Printed { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null)
        {
            return;
        }

        await _production.InitializeAsync();
        _vps = await Support.Vps.StartAsync(_production.Machine, _compose);
        await Versions.PushAsync(_vps.Machine.Docker, "1.0.0");
        await Versions.PushAsync(_vps.Machine.Docker, "2.0.0");
        _laptop = new(_vps);
        FirstOutput = await _laptop.RunAsync("deploy", "Version=1.0.0");
        if (_compose == ComposeVersion.V2)
        {
            Printed = new Dictionary<string, string>
            {
                ["plan"] = await _laptop.RunAsync("plan", "Version=2.0.0", "Secrets=server"),
                ["status"] = await _laptop.RunAsync("status"),
                ["history"] = await _laptop.RunAsync("history"),
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_laptop is not null)
        {
            await _laptop.DisposeAsync();
        }

        if (_vps is not null)
        {
            await _vps.DisposeAsync();
        }

        await _production.DisposeAsync();
    }
}
