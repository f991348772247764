using System.Text.Json;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery.Updates;

/// <summary>Reads what <c>npm outdated --json</c> prints.</summary>
public static class NpmOutdated
{
    internal const string Tool = "npm outdated";

    /// <summary>Every package once.</summary>
    /// <exception cref="DeliveryException">The reply is not understood, is an error of the registry, or a package is not installed.</exception>
    public static IReadOnlyList<PackageUpdate> Parse(string text)
    {
        var reply = ScanReply.Read<Dictionary<string, JsonElement>>(Tool, text);
        if (reply.TryGetValue("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("summary", out var summary))
        {
            throw new DeliveryException($"'{Tool}' got no answer: {summary.ToString().TrimEnd('.')}. Try again when the registry is available.");
        }

        return
        [
            .. reply.Select(package => Of(package.Key, ScanReply.Read<Package>(Tool, package.Value.GetRawText()))).Where(update => update.IsNewer)
                .OrderBy(update => update.Package, StringComparer.Ordinal),
        ];
    }

    private static PackageUpdate Of(string name, Package package) => package.Current is { } current
        ? new(name, current, package.Latest)
        : throw new DeliveryException($"'{Tool}' does not know which version of '{name}' is used, because it is not installed. Run 'npm ci' in the folder, and try again.");

    private sealed record Package(string Latest, string? Current = null);
}
