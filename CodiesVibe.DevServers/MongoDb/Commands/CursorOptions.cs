namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>The <c>cursor</c> field of commands that answer with a cursor.</summary>
internal static class CursorOptions
{
    /// <returns>The size of the first batch; null where it is left to the server.</returns>
    public static long? BatchSize(FieldReader command)
    {
        if (command.Document("cursor") is not { } cursor)
        {
            return null;
        }
        var fields = new FieldReader("cursor", cursor);
        var batchSize = fields.Count("batchSize");
        fields.RejectOthers();
        return batchSize;
    }
}
