using System.Security.Cryptography;
using System.Text;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The location of development data: an ignored folder of the clone, or <c>AppHost:DataDirectory</c>.</summary>
internal static class DataDirectory
{
    /// <summary>The absolute path of the folder of one server, which the server creates.</summary>
    public static string DataDirectoryOf(this IDistributedApplicationBuilder builder, string server)
    {
        var root = builder.Configuration["AppHost:DataDirectory"] ?? Path.Combine("..", ".data");
        return Path.GetFullPath(Path.Combine(builder.AppHostDirectory, root, server));
    }

    /// <summary>The volume of one server: in production the plain name; in run mode a name unique to this clone, because all clones share the volumes of an engine.</summary>
    public static string VolumeOf(this IDistributedApplicationBuilder builder, string server)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return $"{server}-data";
        }

        var clone = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DataDirectoryOf(builder, server))))[..8];
        return $"codiesvibe-{clone}-{server}";
    }
}
