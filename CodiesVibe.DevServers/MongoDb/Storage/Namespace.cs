using System.Buffers;
using System.Text;
using CodiesVibe.DevServers.MongoDb.Errors;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>The full name of a collection.</summary>
internal readonly record struct Namespace(string Database, string Collection)
{
    private static readonly SearchValues<char> s_notInDatabases = SearchValues.Create("/\\. \"$\0");

    private const int MaxLength = 255;
    private const int MaxDatabaseLength = 63;

    /// <exception cref="CommandException">InvalidNamespace: MongoDB does not allow the name.</exception>
    public static Namespace Checked(string database, string collection)
    {
        CheckDatabase(database);
        var ns = new Namespace(database, collection);
        if (collection.Length == 0 || collection[0] == '.' || collection[^1] == '.' || collection.AsSpan().ContainsAny('$', '\0')
            || collection.StartsWith("system.", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(ns.ToString()) > MaxLength)
        {
            throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid namespace specified '{ns}'");
        }
        return ns;
    }

    public static void CheckDatabase(string database)
    {
        if (database.Length == 0 || database.AsSpan().ContainsAny(s_notInDatabases) || Encoding.UTF8.GetByteCount(database) > MaxDatabaseLength)
        {
            throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid database name: '{database}'");
        }
    }

    public override string ToString() => $"{Database}.{Collection}";
}
