using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>The images that the Dockerfiles of the repository build from; whatever a build would fetch is in them, so that it fetches nothing.</summary>
internal static partial class BuildImages
{
    /// <summary>Packages come from a folder of the image and from nowhere else.</summary>
    private const string NuGetConfiguration =
        """<configuration><packageSources><clear /></packageSources><fallbackPackageFolders><add key="image" value="/nuget" /></fallbackPackageFolders></configuration>""";

    public static IReadOnlyDictionary<string, ImageRecipe> Recipes { get; } = new Dictionary<string, ImageRecipe>
    {
        ["mcr.microsoft.com/dotnet/sdk"] = new(["dotnet", "busybox", "bash"], ImageRecipe.OtherVersion, FillSdkAsync,
            "ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1"),
        ["mcr.microsoft.com/dotnet/aspnet"] = new(["dotnet"], ImageRecipe.OtherVersion, archive => archive.AddDotNetRuntimeAsync(),
            "ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true", "USER 1654", """ENTRYPOINT ["/usr/bin/dotnet"]"""),
        ["docker.io/library/node"] = new(["node", "npm", "busybox"], ImageRecipe.OtherVersion, FillNodeAsync,
            "ENV npm_config_cache=/npm npm_config_offline=true"),
    };

    /// <summary>The base images that a Dockerfile names where no build argument names another.</summary>
    public static async Task<IReadOnlyList<string>> BasesOfAsync(string dockerfile) =>
        [.. Base().Matches(await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, dockerfile))).Select(match => match.Groups[1].Value)];

    private static async Task FillSdkAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("bash", "bin/bash");
        await archive.AddDotNetSdkAsync();
        await archive.AddEmptyFolderAsync("home/app", 1654, 1654);
        foreach (var home in new[] { "root", "home/app" })
        {
            await archive.AddTextAsync($"{home}/.nuget/NuGet/NuGet.Config", NuGetConfiguration);
        }

        foreach (var package in await PackagesAsync())
        {
            await archive.AddFolderAsync(Path.Combine(Build.Repository.PackageFolder, package), $"nuget/{package}");
        }
    }

    /// <summary>The packages of the backend, as the restore of this build found them, by their folder.</summary>
    private static async Task<IEnumerable<string>> PackagesAsync()
    {
        var assets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, "CodiesVibe.Api", "obj", "project.assets.json")))!;
        return assets["libraries"]!.AsObject().Where(library => (string?)library.Value!["type"] == "package").Select(library => (string)library.Value!["path"]!);
    }

    private static async Task FillNodeAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("node", "usr/bin/node");
        // Native packages are linked with it, if node is not.
        var systemLibraries = Path.GetDirectoryName((await ImageArchive.LibrariesAsync([InstalledProgram.Get("node")])).Single(file => Path.GetFileName(file) == "libc.so.6"))!;
        await archive.AddProgramsAsync(Path.Combine(systemLibraries, "librt.so.1"));
        await archive.AddLinkAsync("usr/bin/env", "/bin/busybox");
        var npm = File.ResolveLinkTarget(InstalledProgram.Get("npm"), returnFinalTarget: true)!.FullName; // .../npm/bin/npm-cli.js
        await archive.AddFolderAsync(Path.GetFullPath(Path.Combine(npm, "..", "..")), "usr/lib/node_modules/npm");
        await archive.AddLinkAsync("usr/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js");
        await archive.AddTextAsync("usr/etc/npmrc", $"registry={await NpmAsync("config", "get", "registry")}\n");
        await archive.AddNpmCacheAsync();
    }

    /// <summary>Adds the packages of the frontend, as npm keeps them.</summary>
    private static async Task AddNpmCacheAsync(this ImageArchive archive)
    {
        await FillNpmCacheAsync();
        await archive.AddFolderAsync(Path.Combine(await NpmAsync("config", "get", "cache"), "_cacache"), "npm/_cacache");
    }

    /// <summary>Whatever this machine's cache lacks is fetched into it, as by any installation.</summary>
    private static async Task FillNpmCacheAsync()
    {
        var folder = Directory.CreateTempSubdirectory("codiesvibe-npm-");
        foreach (var file in new[] { ".npmrc", "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Build.Repository.Root, "CodiesVibe.Frontend", file), Path.Combine(folder.FullName, file));
        }

        await NpmAsync("ci", "--prefix", folder.FullName, "--prefer-offline", "--ignore-scripts");
        folder.Delete(recursive: true);
    }

    private static async Task<string> NpmAsync(params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { RedirectStandardOutput = true })!;
        var printed = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm {string.Join(' ', arguments)}: {printed}");
        return printed.Trim();
    }

    [GeneratedRegex(@"^ARG \w+_IMAGE=(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Base();
}
