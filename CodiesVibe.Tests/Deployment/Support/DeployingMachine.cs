using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>The app host as it is started for a deployment, on a machine outside the server.</summary>
/// <param name="vps">The server.</param>
/// <param name="environment">The environment that it deploys.</param>
internal sealed class DeployingMachine(Vps vps, string environment = "production") : IAsyncDisposable
{
    /// <summary>The secret that it gives, which nobody may see.</summary>
    public const string Canary = "canary7c1e88d2f0";

    private readonly DirectoryInfo _home = vps.Machine.Folder.CreateSubdirectory($"laptop{Guid.NewGuid().ToString()[..4]}");

    /// <summary>Starts a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="options">Options of the section <c>Deploy</c>, <c>Name=value</c>.</param>
    public Command Start(string step, params string[] options) => vps.Machine.StartInWorld(
        ["dotnet", SiteAppHost.Program, "--operation", "publish", "--step", step, "--environment", environment, .. options.Select(option => $"--Deploy:{option}")],
        SiteAppHost.Folder,
        [("HOME", _home.FullName), ("Deploy__Secrets", "environment"), ("CODIESVIBE_SECRET_MONGODB_PASSWORD", Canary), ("SSL_CERT_FILE", vps.RegistryCertificate), .. vps.Options.Select(option => ($"Deploy__{option.Key.Replace(":", "__", StringComparison.Ordinal)}", (string?)option.Value))]);

    /// <summary>Runs a step that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string step, params string[] options)
    {
        await using var command = Start(step, options);
        await command.EndAsync();
        Assert.True(command.ExitCode == 0, command.All);
        return command.Output;
    }

    /// <summary>Runs a step that has to fail.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> FailAsync(string step, params string[] options)
    {
        await using var command = Start(step, options);
        await command.EndAsync();
        Assert.True(command.ExitCode == 1, command.All);
        return command.All;
    }

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return default;
    }
}
