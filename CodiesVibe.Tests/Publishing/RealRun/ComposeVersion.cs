namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A docker-compose of this machine.</summary>
/// <param name="Folder">Its folder; null if this version is not installed.</param>
/// <param name="Missing">How to install it.</param>
internal sealed record ComposeVersion(string? Folder, string Missing)
{
    /// <summary>The one that the documented commands were written for.</summary>
    public static ComposeVersion V1 { get; } = new(FolderOf(1), "docker-compose 1.29 is not on PATH (Debian 12: docker-compose).");

    /// <summary>The present one.</summary>
    public static ComposeVersion V2 { get; } = new(FolderOf(2), "docker-compose 2 is in the folder that CODIESVIBE_DOCKER_PLUGINS names; .ci/engine-plugins fetches it.");

    /// <summary>The compose of a major version. Skips the test if it is not installed.</summary>
    public static ComposeVersion Require(int version)
    {
        var compose = version == 1 ? V1 : V2;
        Assert.SkipWhen(compose.Folder is null, compose.Missing);
        return compose;
    }

    private static string? FolderOf(int version) => Path.GetDirectoryName(InstalledCompose.Find(version));
}
