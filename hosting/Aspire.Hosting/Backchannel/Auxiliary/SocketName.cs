using System.Buffers.Text;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>
/// How the aspire CLI finds running applications: sockets in one folder, named by a hash of the app host's project file, a random text
/// and the process.
/// </summary>
internal static class SocketName
{
    private const int RandomBytes = 6;

    /// <summary>A name for this process.</summary>
    public static string New(string projectFile) => string.Create(
        CultureInfo.InvariantCulture, $"{IdOf(projectFile)}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}.{Environment.ProcessId}");

    /// <summary>Removes what runs of the same app host left behind that had no time to clean up.</summary>
    public static void RemoveStale(string folder, string projectFile)
    {
        foreach (var socket in Directory.EnumerateFiles(folder, $"{IdOf(projectFile)}*"))
        {
            if (int.TryParse(Path.GetExtension(socket.AsSpan()).TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && ProcessStart.Of(process) is null)
            {
                File.Delete(socket);
            }
        }
    }

    private static string IdOf(string projectFile) => Base64Url.EncodeToString(XxHash3.Hash(Encoding.UTF8.GetBytes(RealPath.Of(projectFile))));
}
