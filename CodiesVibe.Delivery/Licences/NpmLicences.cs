using System.Text.Json;

namespace CodiesVibe.Delivery.Licences;

/// <summary>The licences of the packages of npm, as the lock file has copied them from each package.</summary>
public static class NpmLicences
{
    /// <summary>Reads them.</summary>
    /// <param name="lockFile">The text of <c>package-lock.json</c>.</param>
    /// <exception cref="DeliveryException">It is something else.</exception>
    public static IReadOnlyList<PackageLicence> Parse(string lockFile)
    {
        try
        {
            using var document = JsonDocument.Parse(lockFile);
            // The one without a name is the front end itself.
            return
            [
                .. document.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0)
                    .Select(package => new PackageLicence(
                        package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
                        package.Value.GetProperty("version").GetString()!,
                        package.Value.TryGetProperty("license", out var licence) ? licence.GetString() : null)),
            ];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DeliveryException($"'package-lock.json' cannot be read: {exception.Message} Make it again with 'npm install --package-lock-only'.");
        }
    }
}
