using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>
/// Containers call programs of this machine through a tunnel, whose image Aspire builds from one of Microsoft's registry. No registry is
/// reached, so an image with the libraries of this machine that the tunnel is linked with stands in for it.
/// </summary>
internal static class TunnelImage
{
    private const string Base = "mcr.microsoft.com/azurelinux/base/core:3.0";

    private static readonly string[] s_loadedByName = ["libdl.so.2", "libpthread.so.0", "libresolv.so.2"];

    /// <summary>Skips the test where the image cannot be built.</summary>
    public static async Task ImportBaseAsync(ContainerEngine engine)
    {
        Assert.SkipUnless(await engine.HasBuildxAsync(), "Aspire builds the image of its tunnel with docker buildx, which is not installed. Set CODIESVIBE_DOCKER_PLUGINS to what .ci/engine-plugins prints.");
        // curl is linked with the cryptography that the tunnel needs.
        var libraries = await ImageArchive.LibrariesAsync([InstalledProgram.Get("curl")]);
        var cryptography = libraries.First(library => Path.GetFileName(library) == "libcrypto.so.3");
        var folder = Path.GetDirectoryName(libraries.First(library => Path.GetFileName(library) == "libc.so.6"))!;
        await using var archive = new ImageArchive();
        await archive.AddShellAsync();
        await archive.AddProgramsAsync([.. libraries, .. s_loadedByName.Select(name => Path.Combine(folder, name))]);
        await archive.AddLinkAsync(Path.ChangeExtension(cryptography, null)[1..], Path.GetFileName(cryptography));
        await archive.ImportAsync(engine.Client, Base, "ENV PATH=/bin:/usr/bin");
    }
}
