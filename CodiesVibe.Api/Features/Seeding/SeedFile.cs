using System.Text.Json;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Features.Tools.Rules;

namespace CodiesVibe.Api.Features.Seeding;

/// <summary>The tools that every database starts with: a JSON array of <see cref="Tool"/>.</summary>
internal static class SeedFile
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Reads and checks the whole file.</summary>
    /// <exception cref="StartupException">The file is missing, is not an array of tools, or an entry breaks a rule.</exception>
    public static IReadOnlyList<Tool> Load(string path)
    {
        var slugs = new HashSet<string>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. Entries(path).Select((entry, index) => Check(entry, index + 1))];

        Tool Check(JsonElement entry, int number)
        {
            var tool = ReadEntry(path, entry, number);
            List<string> broken = [.. ToolRules.Violations(tool)];
            if (!slugs.Add(tool.Slug))
            {
                broken.Add("slug must be unique");
            }

            if (!names.Add(tool.Name))
            {
                broken.Add($"name must be unique, and '{tool.Name}' is not");
            }

            return broken.Count == 0
                ? tool
                : throw Corrupt(path, $"entry {number} ('{tool.Slug}'): {string.Join("; ", broken)}");
        }
    }

    private static List<JsonElement> Entries(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<List<JsonElement>>(stream, s_strict) ?? throw Corrupt(path, "it must be a JSON array of tools");
        }
        catch (JsonException error)
        {
            throw Corrupt(path, $"it must be a JSON array of tools ({error.Message})");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The seed file {path} cannot be read: {error.Message} Set Seed__File to another file, or restore this one.");
        }
    }

    private static Tool ReadEntry(string path, JsonElement entry, int number)
    {
        try
        {
            return entry.Deserialize<Tool>(s_strict) ?? throw Corrupt(path, $"entry {number}: it must be an object");
        }
        catch (JsonException error)
        {
            throw Corrupt(path, $"entry {number}: {error.Message}");
        }
    }

    private static StartupException Corrupt(string path, string what) =>
        new($"The seed file {path} is not valid: {what}. Nothing was written to the database. Correct the file and start again.");
}
