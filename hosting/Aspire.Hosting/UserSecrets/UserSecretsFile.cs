using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.UserSecrets;

/// <summary>The secrets of one app host on this machine: a JSON file that only its owner may read.</summary>
internal sealed class UserSecretsFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Null for an app host without a <c>UserSecretsId</c>.</summary>
    public static UserSecretsFile? Of(Assembly? appHost) =>
        appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id ? new(PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId)) : null;

    /// <summary>Sets one secret, or removes it when the value is null. The file is replaced as a whole.</summary>
    /// <exception cref="DistributedApplicationException">The file cannot be read or written; it is left as it is.</exception>
    public void Set(string key, string? value)
    {
        lock (Gate)
        {
            try
            {
                var secrets = Read();
                secrets.Remove(key);
                if (value is not null)
                {
                    secrets[key] = value;
                }

                Write(JsonSerializer.Serialize(secrets, Indented));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                var reason = exception.InnerException?.Message ?? exception.Message;
                throw new DistributedApplicationException($"The user secrets in '{path}' cannot be changed: {reason} Correct or remove the file.", exception);
            }
        }
    }

    /// <summary>Reads as the configuration does: a key must not come in twice, once nested by hand and once flat from here.</summary>
    private SortedDictionary<string, string> Read() => new(
        new ConfigurationBuilder().AddJsonFile(path, optional: true).Build().AsEnumerable()
            .Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value!),
        StringComparer.OrdinalIgnoreCase);

    private void Write(string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using (var writer = new StreamWriter(temporary, options))
            {
                writer.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
