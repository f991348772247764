using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Secrets;

/// <summary>The secret files of the whole system.</summary>
internal static class SecretFiles
{
    /// <summary>Files that are composed of secrets, by name, sorted.</summary>
    public static IReadOnlyList<SecretUse> Composed(SystemModel model) =>
        [.. model.Services.SelectMany(SecretUse.Of).Where(use => !use.IsPlain).OrderBy(use => use.File, StringComparer.Ordinal)];

    /// <summary>Whether only the tunnel needs the secret, and only a person can give it: a server without a tunnel lacks it.</summary>
    public static bool IsOfTunnel(SystemModel model, Secret secret)
    {
        var users = model.Services.Where(service => SecretUse.Of(service).Any(use => use.Content.SecretNames.Contains(secret.Name))).ToList();
        return secret.Generated is null && users.Count > 0 && users.TrueForAll(service => service.Facts.Tier == Tier.Tunnel);
    }
}
