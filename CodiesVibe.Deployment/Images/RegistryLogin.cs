using System.Net;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Images;

/// <summary>The account at a registry, with its token.</summary>
internal static class RegistryLogin
{
    /// <returns>Null where the registry needs no account.</returns>
    public static async Task<NetworkCredential?> ReadAsync(RegistryAccount? account, CancellationToken cancellationToken) =>
        account is null ? null : new(account.User, (await File.ReadAllTextAsync(account.TokenFile, cancellationToken)).Trim());
}
