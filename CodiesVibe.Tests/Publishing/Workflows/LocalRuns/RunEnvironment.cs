using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

/// <summary>The environment of a workflow that runs on this machine.</summary>
internal static class RunEnvironment
{
    /// <summary>A home of its own, with the packages of this machine, and programs that stand in for others first on PATH.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="more">Further variables.</param>
    public static Dictionary<string, string> Of(DirectoryInfo folder, params (string Name, string Value)[] more)
    {
        var programs = folder.CreateSubdirectory("programs");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new(
            new (string Name, string Value)[]
            {
                ("PATH", $"{programs.FullName}:{Environment.GetEnvironmentVariable("PATH")}"),
                ("HOME", folder.CreateSubdirectory("home").FullName),
                ("DOTNET_CLI_HOME", home),
                ("NUGET_PACKAGES", Repository.PackageFolder),
                ("npm_config_cache", Path.Combine(home, ".npm")),
                ("npm_config_userconfig", Path.Combine(home, ".npmrc")),
                ("TMPDIR", folder.CreateSubdirectory("tmp").FullName),
                ("NO_COLOR", "1"),
            }.Concat(more).Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
    }

    /// <summary>Puts a program first on PATH.</summary>
    public static void Stand(DirectoryInfo folder, string program, string script)
    {
        var file = Path.Combine(folder.CreateSubdirectory("programs").FullName, program);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
