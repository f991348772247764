using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.UserSecrets;

/// <summary>The secrets of one app host on this machine: a JSON file that only its owner may read.</summary>
internal sealed class UserSecretsFile(string path)
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Null for an app host without a <c>UserSecretsId</c>.</summary>
    public static UserSecretsFile? Of(Assembly? appHost) =>
        appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id ? new(PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId)) : null;

    /// <summary>Sets one secret, or removes it when the value is null. The file is replaced as a whole.</summary>
    /// <exception cref="DistributedApplicationException">The file is not JSON; it is left as it is.</exception>
    public void Set(string key, string? value)
    {
        lock (Gate)
        {
            var secrets = Read();
            secrets.Remove(key);
            if (value is not null)
            {
                secrets[key] = value;
            }

            Write(secrets);
        }
    }

    private JsonObject Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })?.AsObject() ?? [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"The user secrets in '{path}' cannot be read: {exception.Message} Correct or remove the file.", exception);
        }
    }

    private void Write(JsonObject secrets)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(secrets.ToJsonString(Indented));
        }

        File.Move(temporary, path, overwrite: true);
    }
}
