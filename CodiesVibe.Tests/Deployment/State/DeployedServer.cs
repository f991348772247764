using System.Text;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Publishing.Support;
using YamlDotNet.RepresentationModel;

namespace CodiesVibe.Tests.Deployment.State;

/// <summary>A server on which version 1.0.0 of the committed model has been deployed and that has not changed since.</summary>
internal static class DeployedServer
{
    public const string Infra = "docker-compose.infra.yml";
    public const string Production = "docker-compose.production.yml";
    public const string Staging = "docker-compose.staging.yml";

    public static DeployOptions Options { get; } = new()
    {
        Environment = "production",
        Host = "vps.test",
        Version = "1.0.0",
        BackendImage = "registry.test/codiesvibe-backend",
        FrontendImage = "registry.test/codiesvibe-frontend",
    };

    public static ServerState Clean { get; } = Make();

    /// <summary>The images of a version.</summary>
    public static IReadOnlyDictionary<string, string> Images(string version) => new Dictionary<string, string>
    {
        ["frontend"] = $"registry.test/codiesvibe-frontend:{version}@sha256:{new string(version[0], 64)}",
        ["backend"] = $"registry.test/codiesvibe-backend:{version}@sha256:{new string(version[0], 64)}",
    };

    /// <summary>What a deployment would do here.</summary>
    /// <param name="state">The server.</param>
    /// <param name="options">The deployment.</param>
    /// <param name="published">The files of the model, where they are not the committed ones.</param>
    public static Plan Plan(ServerState state, DeployOptions? options = null, IReadOnlyList<GeneratedFile>? published = null)
    {
        var chosen = options ?? Options;
        var images = Images(chosen.Version);
        return Planner.Make(ReleaseFiles.Of(published ?? Published.Files, chosen, state.Env, images), images, chosen, state);
    }

    /// <summary>The published files with another text in one of them.</summary>
    public static IReadOnlyList<GeneratedFile> Edited(string path, Func<string, string> edit) =>
        [.. Published.Files.Select(file => file.Path == path ? GeneratedFile.Text(path, edit(Encoding.UTF8.GetString(file.Content.Span)), file.Kind) : file)];

    /// <summary>The server with another state of one container.</summary>
    public static ServerState With(this ServerState state, string key, Func<ServerContainer, ServerContainer> change) =>
        state with { Containers = [.. state.Containers.Select(container => container.Key == key ? change(container) : container)] };

    /// <summary>The server without a container.</summary>
    public static ServerState Without(this ServerState state, string key) => state with { Containers = [.. state.Containers.Where(container => container.Key != key)] };

    /// <summary>The server after a second deployment of the same version, which has stopped the blue slots.</summary>
    public static ServerState InGreen() => Clean.With("frontend", Stopped).With("backend", Stopped) with
    {
        Green = new HashSet<string> { "frontend", "backend" },
        Containers = [.. Clean.With("frontend", Stopped).With("backend", Stopped).Containers, .. Containers(Staging)],
    };

    public static ServerContainer Stopped(ServerContainer container) => container with { Status = "exited", Health = "healthy", ExitCode = 0 };

    private static ServerState Make()
    {
        var files = ReleaseFiles.Of(Published.Files, Options, "", Images("1.0.0"));
        var release = new Release
        {
            Number = 1,
            Version = "1.0.0",
            Services = ["frontend", "backend"],
            Strategy = "rolling",
            By = "dev@laptop",
            At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Images = Images("1.0.0"),
            Files = ReleaseFiles.Hashes(Published.Files),
            Outcome = new("confirmed", new Dictionary<string, double> { ["pull"] = 2, ["replace"] = 10 }, null, null),
        };
        return new()
        {
            Current = release.Name,
            Releases = [("confirmed", release)],
            Env = Published.Text(files, ".env.production"),
            Files = new Dictionary<string, string>(ReleaseFiles.Hashes(files)) { ["audit.log"] = new('0', 64) },
            Backups = new() { Files = [new(BackupFile.NameAt(release.At), 45_875)], At = new(3, 30) },
            Certificate = new(release.At.AddDays(812), IsSelfSigned: false, null),
            ComposeFiles = new[] { Infra, Production, Staging, "docker-compose.cloudflare.yml" }.ToDictionary(name => name, Published.Text),
            Containers = [.. Containers(Infra), .. Containers(Production)],
            Networks = new HashSet<string>(["bridge", "host", "none", .. ComposeNames.Of(Published.Text(Infra), "networks", new(""))]),
            Volumes = new HashSet<string>(ComposeNames.Of(Published.Text(Infra), "volumes", new(""))),
        };
    }

    private static IEnumerable<ServerContainer> Containers(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Published.Text(file)));
        foreach (var (name, service) in ((YamlMappingNode)stream.Documents[0].RootNode["services"]).Children)
        {
            var (key, parts) = (((YamlScalarNode)name).Value!, ((YamlMappingNode)service).Children);
            if (parts.ContainsKey("profiles"))
            {
                continue;
            }

            var isGate = key.StartsWith("wait-for-infra", StringComparison.Ordinal);
            var image = ((YamlScalarNode)parts["image"]).Value!;
            yield return new(
                key,
                key,
                image.StartsWith('$') ? Images("1.0.0")[key.Contains("frontend", StringComparison.Ordinal) ? "frontend" : "backend"] : image,
                isGate ? "exited" : "running",
                !isGate && parts.ContainsKey("healthcheck") ? "healthy" : null,
                ExitCode: 0,
                Restarts: 0,
                image.StartsWith('$') ? "1.0.0" : null);
        }
    }
}
