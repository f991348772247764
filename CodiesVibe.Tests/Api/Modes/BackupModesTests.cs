using System.Security.Cryptography;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Build;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Modes;

/// <summary><c>--backup</c>, <c>--check-backup</c> and <c>--restore</c>, as a shell runs them.</summary>
public sealed class BackupModesTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    [Requirement("R203", "R208")]
    public async Task A_backup_is_restored_through_the_standard_streams()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var things = new MongoClient(mongodb.MaintenanceConnectionString).GetDatabase("codiesvibe").GetCollection<BsonDocument>("things");
        await things.InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Cancellation);
        (string, string?)[] connection = [("ConnectionStrings__maintenance", mongodb.MaintenanceConnectionString), ("ConnectionStrings__codiesvibe", "mongodb://127.0.0.1:1/unused")];

        var backup = await RunAsync("--backup > \"$FILE\"", connection);
        Assert.Equal((0, ""), (backup.ExitCode, backup.Output));
        Assert.Equal($"Backed up 1 collection, 1 document; SHA-256 of the archive: {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_file, Cancellation)))}", backup.Errors);

        var check = await RunAsync("--check-backup < \"$FILE\"");
        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        Assert.Matches(@"^1 collection, 1 document, backed up at 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\z", check.Output);

        await things.InsertOneAsync(new BsonDocument("_id", 2), cancellationToken: Cancellation);
        var restore = await RunAsync("--restore < \"$FILE\"", connection);
        Assert.Equal((0, "", $"Restored {check.Output}"), (restore.ExitCode, restore.Errors, restore.Output));
        Assert.Equal(1, await things.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData("--check-backup < /dev/null", "Standard input holds no archive. Nothing was changed. Send it a backup: --restore < FILE")]
    [InlineData("--restore < /dev/null", "The restore failed: MongoDB does not respond.")]
    [InlineData("--backup > \"$FILE\"", "The backup failed: MongoDB does not respond.")]
    public async Task A_failure_is_one_line_without_a_secret(string mode, string says)
    {
        var run = await RunAsync(mode, ("ConnectionStrings__codiesvibe", $"mongodb://user:{Secret}@127.0.0.1:1/codiesvibe"));
        Assert.Equal((1, "", says), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task A_refused_login_names_the_setting()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var run = await RunAsync("--backup > \"$FILE\"", ("ConnectionStrings__maintenance", mongodb.MaintenanceConnectionString.Replace(Uri.EscapeDataString(DevServer.Password), Secret, StringComparison.Ordinal)));
        Assert.Equal((1, "The backup failed: MongoDB rejects the user name or password in ConnectionStrings__maintenance."), (run.ExitCode, run.Errors));
    }

    private Task<Command> RunAsync(string mode, params (string, string?)[] settings) =>
        Command.RunAsync("sh", ["-c", $"exec dotnet '{Repository.Program("CodiesVibe.Api")}' {mode}"], Path.GetTempPath(), [("FILE", _file), .. settings]);
}
