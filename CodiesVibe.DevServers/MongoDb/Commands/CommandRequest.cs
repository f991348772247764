using CodiesVibe.DevServers.MongoDb.Storage;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>A command to run: its client, database and fields.</summary>
internal sealed record CommandRequest(
    Emulator Emulator, ClientSession Session, string Name, string Database, FieldReader Fields, Deadline Deadline)
{
    /// <summary>The collection that the command's own field names.</summary>
    public Namespace Target() => Namespace.Checked(Database, Fields.Required(Name, Fields.Text));
}
