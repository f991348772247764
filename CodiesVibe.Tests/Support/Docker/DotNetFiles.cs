using System.Runtime.InteropServices;

namespace CodiesVibe.Tests.Support.Docker;

/// <summary>The .NET of this machine in an image: at /usr/share/dotnet, and on PATH.</summary>
internal static class DotNetFiles
{
    private const string Place = "usr/share/dotnet";

    private static DirectoryInfo Framework { get; } = new(RuntimeEnvironment.GetRuntimeDirectory());

    private static string Root => Framework.Parent!.Parent!.Parent!.FullName;

    /// <summary>Adds what programs need to run.</summary>
    public static async Task AddDotNetRuntimeAsync(this ImageArchive archive)
    {
        // curl brings the cryptography that .NET loads by name.
        await archive.AddProgramsAsync(InstalledProgram.Get("curl"));
        await archive.AddProgramAsync(Path.Combine(Root, "dotnet"), $"{Place}/dotnet");
        await archive.AddLinkAsync("usr/bin/dotnet", "/usr/share/dotnet/dotnet");
        await archive.AddFolderAsync(Path.Combine(Root, "host"), $"{Place}/host");
        foreach (var name in new[] { "Microsoft.NETCore.App", "Microsoft.AspNetCore.App" })
        {
            await archive.AddFolderAsync(Path.Combine(Root, "shared", name, Framework.Name), $"{Place}/shared/{name}/{Framework.Name}");
        }

        foreach (var library in Framework.EnumerateFiles("*.so"))
        {
            await archive.AddLibrariesOfAsync(library.FullName);
        }
    }

    /// <summary>Adds what programs need to be built.</summary>
    public static async Task AddDotNetSdkAsync(this ImageArchive archive)
    {
        await archive.AddDotNetRuntimeAsync();
        foreach (var name in new[] { "sdk", "packs", "sdk-manifests", "templates" })
        {
            await archive.AddFolderAsync(Path.Combine(Root, name), $"{Place}/{name}", IsNeeded);
        }
    }

    /// <summary>Adds a built program of this repository, and its configuration's output with it.</summary>
    public static Task AddProjectAsync(this ImageArchive archive, string project, string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return archive.AddFolderAsync(Path.Combine(Build.Repository.Root, project, "bin", output.Parent!.Name, output.Name), name);
    }

    /// <summary>Languages and project types that this repository does not use are a third of an SDK.</summary>
    private static bool IsNeeded(string file) => !file.Contains("/FSharp/", StringComparison.Ordinal)
        && !file.Contains("/TestHostNetFramework/", StringComparison.Ordinal)
        && !file.EndsWith(".resources.dll", StringComparison.Ordinal);
}
