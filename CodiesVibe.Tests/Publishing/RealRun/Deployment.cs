using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A copy of the published directory on a server, and the steps of an operator there. Nothing else of the repository is used.</summary>
/// <param name="machine">The server.</param>
/// <param name="compose">The compose that it has.</param>
/// <param name="directory">The directory's path in the server's folder.</param>
internal sealed partial class Deployment(ServerMachine machine, ComposeVersion compose, string directory = "deploy")
{
    /// <summary>The images, probes that do not take longer than a test, and a limit that a load test keeps.</summary>
    private static readonly (string Name, string Value)[] s_settings =
    [
        ("BACKEND_IMAGE", ProductionImages.Backend), ("FRONTEND_IMAGE", ProductionImages.Frontend),
        ("HEALTH_INTERVAL", "5s"), ("HEALTH_TIMEOUT", "20s"), ("HEALTH_START_PERIOD", "300s"), ("RATE_LIMIT_MAX", "100000"),
        ("SITE_NAMES", ServerMachine.Host),
    ];

    private readonly DirectoryInfo _directory = machine.Folder.CreateSubdirectory(directory);
    private string _manifest = File.ReadAllText(Path.Combine(Build.Repository.Root, "aspire-manifest.json"));

    public ServerMachine Machine => machine;

    /// <summary>What is published.</summary>
    public SystemModel Model => ManifestReader.Parse(Encoding.UTF8.GetBytes(_manifest));

    /// <summary>The published certificate.</summary>
    public string Certificate => PathOf("secrets/certificates/fullchain.pem");

    /// <summary>A path in the directory, absolute.</summary>
    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Publishes.</summary>
    public void Publish() => new PublishedDirectory(_directory.FullName).Publish(PublishedTree.Render(Model));

    /// <summary>Publishes the model with one changed value.</summary>
    public void Publish(string instead, string value)
    {
        Assert.Contains(instead, _manifest, StringComparison.Ordinal);
        _manifest = _manifest.Replace(instead, value, StringComparison.Ordinal);
        Publish();
    }

    /// <summary>Follows the README: the preparation, and the settings that it asks for.</summary>
    /// <param name="further">Further settings.</param>
    public async Task PrepareAsync(params (string Name, string Value)[] further)
    {
        await RunAsync(ReadmeBlock(0));
        foreach (var (name, value) in s_settings.Concat(further))
        {
            await SetAsync(name, value);
        }

        await RunAsync("./init-secrets.sh");
    }

    /// <summary>Fills in a setting of the env file.</summary>
    public async Task SetAsync(string name, string value)
    {
        var settings = await File.ReadAllTextAsync(PathOf(".env.production"));
        Assert.Matches($"(?m)^#?{name}=", settings);
        await File.WriteAllTextAsync(PathOf(".env.production"), Regex.Replace(settings, $"(?m)^#?{name}=.*$", $"{name}={value}"));
    }

    /// <summary>Follows the README: the commands that matter.</summary>
    public Task StartAsync() => RunAsync(ReadmeBlock(1));

    /// <summary>Follows the README: an upgrade of the application.</summary>
    /// <param name="toGreen">To the green slots, or back to the blue ones.</param>
    public Task UpgradeAsync(bool toGreen) => RunAsync(ReadmeBlock(toGreen ? 2 : 3));

    /// <summary>Runs a script in the directory, on the server; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string script)
    {
        await using var command = Start(script);
        await command.EndAsync();
        Assert.True(command.ExitCode == 0, $"{script}\n{command.All}\n{await LogsAsync()}");
        return command.All;
    }

    /// <summary>Starts a script in the directory, on the server.</summary>
    public Build.Command Start(string script) => machine.Start(["sh", "-euc", script], _directory.FullName, compose.Folder!);

    /// <summary>Takes everything down as an operator would.</summary>
    public async Task DownAsync()
    {
        foreach (var file in new[] { "staging", "production", "infra" })
        {
            await RunAsync($"docker-compose -f docker-compose.{file}.yml down");
        }
    }

    /// <summary>Takes everything down, and asserts that only data is left on the server.</summary>
    public async Task StopAsync()
    {
        await DownAsync();
        Assert.Equal("", await machine.Docker.DockerAsync("ps", "--all", "--format", "{{.Names}}"));
        Assert.Equal("", await machine.Docker.DockerAsync("network", "ls", "--filter", "type=custom", "--format", "{{.Name}}"));
        Assert.NotEqual("", await machine.Docker.DockerAsync("volume", "ls", "--quiet"));
        await machine.ClearEngineAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>All containers.</summary>
    public Task<IReadOnlyList<RunningContainer>> ContainersAsync() => RunningContainer.AllAsync(machine.Docker);

    /// <summary>The last log lines of failing containers, for the error message.</summary>
    public async Task<string> LogsAsync()
    {
        var logs = new StringBuilder();
        foreach (var container in (await ContainersAsync()).Where(container => !container.IsWell))
        {
            var (_, printed, errors) = await machine.Docker.RunAsync(["logs", "--tail", "15", container.Name]);
            logs.Append(System.Globalization.CultureInfo.InvariantCulture, $"--- {container.Name}: {container.State}\n{printed}{errors}{container.LastProbe}\n");
        }

        return logs.ToString();
    }

    private string ReadmeBlock(int index) => Block().Matches(File.ReadAllText(PathOf("README.md")))[index].Groups[1].Value;

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
