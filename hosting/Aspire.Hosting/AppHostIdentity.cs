using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting;

/// <summary>What tells one app host from all others of this machine, at every run the same.</summary>
internal static class AppHostIdentity
{
    /// <summary>Where the configuration has it.</summary>
    public const string ConfigurationKey = "AppHost:Sha256";

    /// <summary>64 hexadecimal digits made of where the app host is and what it is called.</summary>
    public static string Of(string directory, string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.Join(directory, name))));
}
