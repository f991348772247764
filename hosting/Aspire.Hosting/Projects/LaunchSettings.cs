using System.Text.Json;

namespace Aspire.Hosting.Projects;

/// <summary>Reads a project's <c>Properties/launchSettings.json</c>.</summary>
internal static class LaunchSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The named profile; the first one that runs the project when no name is given.</summary>
    /// <returns>Null when no name is given and there is no such profile.</returns>
    /// <exception cref="DistributedApplicationException">The file cannot be read, or has no profile of the name.</exception>
    public static LaunchProfile? Profile(string projectPath, string? profileName)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return profileName is null ? null : throw Missing(profileName);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var profiles = document.RootElement.TryGetProperty("profiles", out var found) ? found.EnumerateObject().ToArray() : [];
            var chosen = profileName is null
                ? profiles.FirstOrDefault(p => Text(p.Value, "commandName") == "Project")
                : profiles.FirstOrDefault(p => p.Name == profileName);
            if (chosen.Value.ValueKind == JsonValueKind.Undefined)
            {
                return profileName is null ? null : throw Missing(profileName);
            }

            return Read(chosen.Name, chosen.Value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or UriFormatException)
        {
            throw new DistributedApplicationException($"The launch settings '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static LaunchProfile Read(string name, JsonElement profile) => new(
        name,
        [.. (Text(profile, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => new Uri(url))],
        Text(profile, "launchUrl"),
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? "")
            : [],
        Text(profile, "commandLineArgs"));

    private static string? Text(JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static DistributedApplicationException Missing(string profileName) =>
        new($"Launch settings file does not contain '{profileName}' profile.");
}
