using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Alertmanager;

/// <summary>The published files of Alertmanager with paths of this machine, and the secrets of its channels.</summary>
/// <param name="secrets">Content by name; the others are empty, as on a new server.</param>
internal sealed class AlertmanagerFolder(params (string Name, string Content)[] secrets) : RenderedFolder(Files(secrets))
{
    /// <summary>What the script writes.</summary>
    public const string Configuration = "alertmanager.yml";

    public static readonly (string, string)[] Mail =
        [("ALERT_EMAIL_TO", "a@codiesvibe.test,b@codiesvibe.test"), ("ALERT_EMAIL_FROM", "from@codiesvibe.test"), ("ALERT_EMAIL_SMARTHOST", "127.0.0.1:1"), ("ALERT_EMAIL_USER", "user")];

    /// <summary>Runs the script that starts Alertmanager, with a stand-in that exits at once.</summary>
    public Task<Command> StartAsync(params (string Name, string Value)[] settings)
    {
        var script = File.ReadAllText(At($"alertmanager/{AlertmanagerConfiguration.Script}"))
            .Replace("/tmp/", $"{Path}/", StringComparison.Ordinal)
            .Replace("/run/secrets/", At("secrets/"), StringComparison.Ordinal)
            .Replace("/etc/alertmanager/", At("alertmanager/"), StringComparison.Ordinal)
            .Replace("/bin/alertmanager", "/bin/true", StringComparison.Ordinal);
        return Command.RunAsync("/bin/sh", ["-c", script], Path, [.. settings.Select(setting => (setting.Name, (string?)setting.Value))]);
    }

    /// <summary>As <see cref="StartAsync"/>; it must succeed.</summary>
    /// <returns>The configuration.</returns>
    public async Task<string> ConfigureAsync(params (string Name, string Value)[] settings)
    {
        var start = await StartAsync(settings);
        Assert.True(start.ExitCode == 0, start.All);
        return await File.ReadAllTextAsync(At(Configuration), TestContext.Current.CancellationToken);
    }

    private static IEnumerable<GeneratedFile> Files((string Name, string Content)[] secrets) =>
    [
        .. AlertmanagerConfiguration.Render(Published.Model),
        .. AlertmanagerConfiguration.Secrets.Select(secret => GeneratedFile.Text($"secrets/{secret}", secrets.FirstOrDefault(given => given.Name == secret).Content ?? "")),
    ];
}
