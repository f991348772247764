using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>Starting, stopping, being killed, and what can be wrong at the start.</summary>
public sealed class EmulatorLifecycleTests : IDisposable
{
    private const string DataFile = "mongodb-emulator.sqlite";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-mongodb-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_stop_is_clean_and_quick_and_a_restart_has_everything(string signal)
    {
        await using (var first = EmulatorProcess.OnFolder(_folder.FullName))
        {
            using var client = Connect(await first.ListeningAsync());
            var database = client.GetDatabase("test");
            await database.GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 4), cancellationToken: Cancellation);
            var things = database.GetCollection<BsonDocument>("new");
            await things.Indexes.CreateOneAsync(
                new CreateIndexModel<BsonDocument>(new BsonDocument("slug", 1), new CreateIndexOptions { Unique = true }), cancellationToken: Cancellation);
            await things.InsertManyAsync(
                [BsonDocument.Parse("{_id: 1, slug: 'a'}"), BsonDocument.Parse("{_id: 2, slug: 'b'}")], cancellationToken: Cancellation);
            await things.DeleteOneAsync(new BsonDocument("_id", 1), Cancellation);
            await database.RenameCollectionAsync("new", "things", new RenameCollectionOptions { DropTarget = true }, Cancellation);
            var watch = Stopwatch.StartNew();
            await first.SignalAsync(signal);
            Assert.Equal(0, first.ExitCode);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        await using var second = EmulatorProcess.OnFolder(_folder.FullName);
        using var again = Connect(await second.ListeningAsync());
        var kept = again.GetDatabase("test").GetCollection<BsonDocument>("things");
        await kept.InsertOneAsync(BsonDocument.Parse("{_id: 0, slug: 'c'}"), cancellationToken: Cancellation);
        var duplicate = await Assert.ThrowsAsync<MongoWriteException>(
            () => kept.InsertOneAsync(BsonDocument.Parse("{_id: 3, slug: 'b'}"), cancellationToken: Cancellation));

        Assert.Equal(11000, duplicate.WriteError.Code);
        Assert.Equal([2, 0], (await kept.Find(new BsonDocument()).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32));
    }

    [Fact]
    public Task A_kill_loses_no_acknowledged_write() => KillInWriteStormAsync(rounds: 2);

    [Fact]
    [Trait("Category", "Drill")]
    public Task Twenty_kills_lose_no_acknowledged_write() => KillInWriteStormAsync(rounds: 20);

    [Fact]
    public async Task A_damaged_file_is_named_and_not_changed()
    {
        await using (var first = EmulatorProcess.OnFolder(_folder.FullName))
        {
            using var client = Connect(await first.ListeningAsync());
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            await things.InsertManyAsync(
                Enumerable.Range(0, 500).Select(i => new BsonDocument { { "_id", i }, { "text", new string('x', 200) } }), cancellationToken: Cancellation);
            await first.SignalAsync("TERM");
        }
        var file = Path.Combine(_folder.FullName, DataFile);
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        RandomNumberGenerator.Fill(bytes.AsSpan(bytes.Length / 2, 8192));
        await File.WriteAllBytesAsync(file, bytes, Cancellation);

        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName), file, "damaged", "Move it away");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Cancellation));
    }

    [Fact]
    public async Task A_damaged_document_is_noticed_at_the_start()
    {
        await using (var first = EmulatorProcess.OnFolder(_folder.FullName))
        {
            using var client = Connect(await first.ListeningAsync());
            await client.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument(), cancellationToken: Cancellation);
            await first.SignalAsync("TERM");
        }
        var file = Path.Combine(_folder.FullName, DataFile);
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE documents SET bson = x'0102'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
        }
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);

        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName), file, "damaged", "Move it away");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named_and_not_changed()
    {
        var file = Path.Combine(_folder.FullName, DataFile);
        await File.WriteAllTextAsync(file, "this is not a database", Cancellation);

        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName), file, "damaged", "Move it away");
        Assert.Equal("this is not a database", await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task A_second_instance_on_a_folder_is_refused_and_the_first_keeps_running()
    {
        await using var first = EmulatorProcess.OnFolder(_folder.FullName);
        using var client = Connect(await first.ListeningAsync());

        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName), _folder.FullName, "in use by another", "--data");

        await client.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument(), cancellationToken: Cancellation);
    }

    [Fact]
    public void A_commit_waits_for_the_disk()
    {
        using var connection = CodiesVibe.DevServers.MongoDb.Storage.DataFile.Open(_folder.FullName);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT journal_mode, synchronous FROM pragma_journal_mode, pragma_synchronous";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
        Assert.Equal(("wal", 2), (row.GetString(0), row.GetInt32(1)));
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName, ("PORT", port)), $"port {port}", "set PORT");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_is_named()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        await FailsAsync(EmulatorProcess.OnFolder(Path.Combine(file, "inside")), "inside", "--data");
    }

    [Fact]
    public async Task A_password_appears_in_no_output()
    {
        await using var process = EmulatorProcess.OnFolder(
            _folder.FullName, ("MONGO_INITDB_ROOT_USERNAME", "root"), ("MONGO_INITDB_ROOT_PASSWORD", "very-secret"));
        using var client = new MongoClient($"mongodb://root:wrong-secret@127.0.0.1:{await process.ListeningAsync()}/?directConnection=true");
        await Assert.ThrowsAsync<MongoAuthenticationException>(
            () => client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation));
        await process.SignalAsync("TERM");
        Assert.DoesNotContain("secret", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb", "--data <folder>")]
    [InlineData("mongodb --data", "--data <folder>")]
    [InlineData("nonsense", "The server 'nonsense' is unknown")]
    public async Task Wrong_arguments_are_explained(string arguments, string explanation) =>
        await FailsAsync(EmulatorProcess.Start(arguments.Split(' ')), explanation);

    [Theory]
    [InlineData("PORT", "70000")]
    [InlineData("MONGO_INITDB_ROOT_USERNAME", "root")]
    [InlineData("MONGO_INITDB_ROOT_PASSWORD", "x")]
    public async Task Wrong_variables_are_named(string name, string value) =>
        await FailsAsync(EmulatorProcess.OnFolder(_folder.FullName, (name, value)), name);

    private static async Task FailsAsync(EmulatorProcess process, params string[] explanation)
    {
        await using (process)
        {
            await process.ExitedAsync();
            Assert.NotEqual(0, process.ExitCode);
            Assert.All(explanation, part => Assert.Contains(part, process.Output, StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
        }
    }

    private async Task KillInWriteStormAsync(int rounds)
    {
        var acknowledged = new List<int>();
        var next = 0;
        for (var round = 0; round < rounds; round++)
        {
            await using var process = EmulatorProcess.OnFolder(_folder.FullName);
            using var client = Connect(await process.ListeningAsync());
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            var present = (await things.Find(new BsonDocument()).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32).ToHashSet();
            Assert.All(acknowledged, id => Assert.Contains(id, present));

            // Killed by a fourth task once enough was acknowledged, at whatever the writers are doing then.
            var before = acknowledged.Count;
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(WriteUntilItFailsAsync, Cancellation)).ToList();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            await process.KillAsync();
            await Task.WhenAll(writers);

            async Task WriteUntilItFailsAsync()
            {
                try
                {
                    while (true)
                    {
                        var id = Interlocked.Increment(ref next);
                        await things.InsertOneAsync(new BsonDocument { { "_id", id }, { "text", new string('x', 400) } }, cancellationToken: Cancellation);
                        lock (acknowledged)
                        {
                            acknowledged.Add(id);
                            if (acknowledged.Count >= before + 100 + (37 * round))
                            {
                                enough.TrySetResult();
                            }
                        }
                    }
                }
                catch (Exception e) when (e is MongoConnectionException or TimeoutException)
                {
                    // The server has stopped: this write was not acknowledged.
                }
            }
        }

        await using var last = EmulatorProcess.OnFolder(_folder.FullName);
        using var reader = Connect(await last.ListeningAsync());
        var found = await reader.GetDatabase("test").GetCollection<BsonDocument>("things").Find(new BsonDocument()).ToListAsync(Cancellation);
        Assert.Empty(acknowledged.Except(found.Select(d => d["_id"].AsInt32)));
        Assert.InRange(acknowledged.Count, rounds * 100, int.MaxValue);
    }

    private static MongoClient Connect(int port) =>
        new($"mongodb://127.0.0.1:{port}/?directConnection=true&retryWrites=false&serverSelectionTimeoutMS=2000");
}
