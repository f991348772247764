namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>The <c>cursor</c> field of commands that return a cursor.</summary>
internal static class CursorOptions
{
    /// <returns>The size of the first batch; null for the default of the server.</returns>
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
