using CodiesVibe.DevServers.MongoDb;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class CursorsTests
{
    private static readonly Namespace s_things = new("test", "things");

    [Fact]
    public void A_cursor_lives_as_long_as_it_is_read_from()
    {
        var time = new FakeTimeProvider();
        var cursors = new Cursors(time);
        var id = cursors.Open(s_things, Enumerable.Range(0, 9).Select(i => new BsonDocument("_id", i)), batchSize: 1)["cursor"]["id"].AsInt64;

        time.Advance(Cursors.IdleLimit);
        cursors.Next(id, s_things, 1);
        time.Advance(Cursors.IdleLimit + TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCode.CursorNotFound, Assert.Throws<CommandException>(() => cursors.Next(id, s_things, 1)).Code);
        Assert.False(cursors.Close(id));
    }
}
