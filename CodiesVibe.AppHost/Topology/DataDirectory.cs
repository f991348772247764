namespace CodiesVibe.AppHost.Topology;

/// <summary>Where development data lies: one ignored folder of the clone, or <c>AppHost:DataDirectory</c>.</summary>
internal static class DataDirectory
{
    /// <summary>The folder of one server, absolute; the server makes it.</summary>
    public static string DataDirectoryOf(this IDistributedApplicationBuilder builder, string server)
    {
        var root = builder.Configuration["AppHost:DataDirectory"] ?? Path.Combine("..", ".data");
        return Path.GetFullPath(Path.Combine(builder.AppHostDirectory, root, server));
    }
}
