using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>A directory that containers mount and that belongs to the server, not to what is published.</summary>
/// <param name="Name">Its name in <see cref="Facts.MountFacts.Source"/>.</param>
/// <param name="Variable">The variable of the env file that moves it.</param>
/// <param name="Default">Where it is without that, relative to the compose files.</param>
internal sealed record ServerDirectory(string Name, string Variable, string Default)
{
    /// <summary>Which slot is active; outside the published files, so that it outlives them.</summary>
    public static ServerDirectory State { get; } = new("state", "CODIESVIBE_STATE", "./state");

    /// <summary>
    /// The edge's certificate. Its user has to read it and is not root, so the files are readable by all;
    /// the directory around them is what keeps others out, and a mount does not pass through that one.
    /// </summary>
    public static ServerDirectory Certificates { get; } = new("certificates", "CODIESVIBE_CERTIFICATES", "./secrets/certificates");

    public static IReadOnlyList<ServerDirectory> All { get; } = [Certificates, State];

    /// <summary>Whether a service mounts it.</summary>
    public bool IsMountedIn(SystemModel model) => model.Services.SelectMany(service => service.Facts.Mounts).Any(mount => mount.Source == Name);

    /// <summary>Where a mounted directory is, in the form of compose.</summary>
    public static string Locate(string source) => All.FirstOrDefault(directory => directory.Name == source) is { } own
        ? Interpolation.Optional(own.Variable, own.Default)
        : Interpolation.Literal($"./{source}");
}
