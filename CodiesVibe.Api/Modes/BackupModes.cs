using System.Globalization;
using CodiesVibe.Api.Backups;
using CodiesVibe.Api.Database;
using CodiesVibe.ServiceDefaults;
using MongoDB.Driver;

namespace CodiesVibe.Api.Modes;

/// <summary>
/// <c>--backup</c> writes an archive of the database to standard output, <c>--check-backup</c> reads one from standard input, and <c>--restore</c> makes the database
/// what it was in one. Each ends with 0 and one line about the archive, which a backup writes to standard error.
/// </summary>
internal static class BackupModes
{
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="Errors.StartupException">The connection string is missing or wrong.</exception>
    public static Task<int> BackUpAsync() => RunAsync("The backup failed", Console.Error, Console.IsOutputRedirected ? null : "send standard output to a file: --backup > FILE", async database =>
    {
        await using var output = Console.OpenStandardOutput();
        var (trailer, hash) = await new DatabaseBackup(database, TimeProvider.System).WriteAsync(output, CancellationToken.None);
        return $"Backed up {trailer.Summary}; SHA-256 of the archive: {Convert.ToHexStringLower(hash)}";
    });

    /// <exception cref="BackupException">The archive cannot be restored; the database is as it was.</exception>
    /// <exception cref="Errors.StartupException">The connection string is missing or wrong.</exception>
    public static Task<int> RestoreAsync() => RunAsync("The restore failed", Console.Out, Console.IsInputRedirected ? null : "send an archive to standard input: --restore < FILE", async database =>
    {
        await using var input = Console.OpenStandardInput();
        return $"Restored {Text(await new DatabaseRestore(database).RunAsync(input, CancellationToken.None))}";
    });

    /// <exception cref="BackupException">The archive could not be restored.</exception>
    public static async Task<int> CheckAsync()
    {
        await using var input = Console.OpenStandardInput();
        var reader = new BackupReader(input);
        await reader.CheckAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{Text(reader)}");
        return 0;
    }

    private static string Text(BackupReader reader) =>
        string.Create(CultureInfo.InvariantCulture, $"{reader.Trailer.Summary}, backed up at {reader.Header.Created:yyyy-MM-dd HH:mm:ss} UTC");

    private static async Task<int> RunAsync(string failed, TextWriter told, string? misuse, Func<IMongoDatabase, Task<string>> run)
    {
        if (misuse is not null)
        {
            throw new BackupException($"An archive is not for a terminal: {misuse}");
        }

        var (database, setting) = MongoConnection.OpenForMaintenance(new ConfigurationBuilder().AddEnvironmentVariables().AddSecretFiles().Build());
        try
        {
            await told.WriteLineAsync(await run(database));
            return 0;
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            throw new BackupException($"{failed}: {(DatabaseFailure.IsRefusedLogin(error) ? $"MongoDB rejects the user name or password in {setting}" : DatabaseFailure.Describe(error))}.");
        }
        catch (IOException error)
        {
            throw new BackupException($"{failed}: {error.Message}");
        }
    }
}
