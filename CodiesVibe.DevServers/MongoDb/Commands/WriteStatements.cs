using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Runs the statements of a write command: an error ends an ordered list and is skipped in an unordered one.</summary>
internal static class WriteStatements
{
    public const int Max = 100_000;

    /// <returns>The errors, as <c>writeErrors</c> reports them.</returns>
    public static BsonArray Run<T>(IReadOnlyList<T> statements, bool ordered, Action<int, T> run)
    {
        var errors = new BsonArray();
        for (var i = 0; i < statements.Count && (errors.Count == 0 || !ordered); i++)
        {
            try
            {
                run(i, statements[i]);
            }
            catch (CommandException e)
            {
                errors.Add(e.ToWriteError(i));
            }
        }
        return errors;
    }

    /// <exception cref="CommandException">InvalidLength: there is no statement, or there are too many.</exception>
    public static List<T> Checked<T>(IEnumerable<T> statements)
    {
        var list = statements.ToList();
        return list.Count is > 0 and <= Max
            ? list
            : throw new CommandException(
                ErrorCode.InvalidLength, $"Write batch sizes must be between 1 and {Max}. Got {list.Count} operations.");
    }

    public static BsonDocument WithErrors(this BsonDocument reply, BsonArray errors) =>
        errors.Count == 0 ? reply : reply.Add("writeErrors", errors);
}
