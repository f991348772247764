using Microsoft.Data.Sqlite;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>Opens, or first creates, the data file in a folder, for this process alone.</summary>
internal static class DataFile
{
    public const string Name = "mongodb-emulator.sqlite";

    // "CVme" in ASCII: marks the file as ours.
    private const int ApplicationId = 0x43566D65;
    private const int SchemaVersion = 1;

    // SQLite's result codes.
    private const int Busy = 5;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private const string Schema = """
        CREATE TABLE collections (
            id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL,
            UNIQUE (database, name));
        CREATE TABLE indexes (
            collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE, spec BLOB NOT NULL);
        CREATE TABLE documents (
            collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE, position INTEGER NOT NULL, bson BLOB NOT NULL,
            PRIMARY KEY (collection, position));
        """;

    /// <exception cref="StartupException">The folder cannot be written, is in use, or holds a damaged or foreign file.</exception>
    public static SqliteConnection Open(string folder)
    {
        var file = Path.Combine(folder, Name);
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(file) && new FileInfo(file).Length > 0)
            {
                Check(file);
            }
            return OpenForWriting(file);
        }
        catch (SqliteException e)
        {
            throw e.SqliteErrorCode switch
            {
                Busy => new StartupException(
                    $"The data folder '{folder}' is in use by another MongoDB emulator. Stop it, or choose another folder with --data.", e),
                Corrupt or NotADatabase => Damaged(file, e),
                _ => new StartupException(
                    $"The data file '{file}' cannot be opened ({e.Message}). Make sure that the folder is writable and the disk is not full, or choose another folder with --data.", e),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder '{folder}' cannot be used ({e.Message}). Make it writable, or choose another folder with --data.", e);
        }
    }

    public static StartupException Damaged(string file, Exception cause) => new(
        $"The data file '{file}' is damaged ({cause.Message}) and was not changed. " +
        "Move it away to start with an empty database, or replace it by an intact copy.",
        cause);

    /// <summary>Checks the file without changing it.</summary>
    private static void Check(string file)
    {
        using var connection = Connect(file, SqliteOpenMode.ReadOnly);
        if (Scalar(connection, "PRAGMA application_id") is not (long)ApplicationId)
        {
            throw new StartupException(
                $"The file '{file}' is not a data file of this emulator. Move it away, or choose another folder with --data.");
        }
        if (Scalar(connection, "PRAGMA user_version") is var version and not (long)SchemaVersion)
        {
            throw new StartupException(
                $"The data file '{file}' has format {version}, but this emulator supports format {SchemaVersion}. Use the emulator that wrote it, or move the file away.");
        }
        if (Scalar(connection, "PRAGMA integrity_check(1)") is var finding and not "ok")
        {
            throw Damaged(file, new InvalidDataException($"{finding}"));
        }
    }

    private static SqliteConnection OpenForWriting(string file)
    {
        var connection = Connect(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Exclusive: the first access takes a lock that only the end of the connection, or of the process, releases.
            Scalar(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
            using var transaction = connection.BeginTransaction();
            if (Scalar(connection, "PRAGMA user_version") is 0L)
            {
                Scalar(connection, $"{Schema} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion}");
            }
            transaction.Commit();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            // How many seconds to wait for a busy file.
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
