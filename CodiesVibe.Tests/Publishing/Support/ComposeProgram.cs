using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>Both versions of compose, where they are installed.</summary>
internal static class ComposeProgram
{
    /// <summary>The older one.</summary>
    public const int One = 1;

    /// <summary>The newer one.</summary>
    public const int Two = 2;

    /// <summary>Runs one version; a test that needs an absent one is skipped.</summary>
    public static async Task<Command> RunAsync(int version, string folder, params string[] arguments)
    {
        var program = InstalledCompose.Find(version);
        Assert.SkipWhen(
            program is null,
            $"docker-compose of version {version} is not installed; {(version == One ? "install it" : "name the folder of its plug-in in CODIESVIBE_DOCKER_PLUGINS")}.");
        return await Command.RunAsync(program!, arguments, folder);
    }
}
