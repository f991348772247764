using CodiesVibe.Api.Database;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using MongoDB.Bson;

namespace CodiesVibe.Tests.Api.Database;

public sealed class MongoCommandTests
{
    /// <summary>What the driver sends by itself from time to time; all other commands are sent by the API and must be seen.</summary>
    private static readonly string[] s_ofTheDriver = ["hello", "isMaster", "saslStart", "saslContinue", "getMore", "killCursors", "endSessions"];

    [Fact]
    public async Task The_list_contains_exactly_the_commands_that_the_api_sends()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        await using var redis = DevServer.Redis();
        await redis.StartAsync();
        await using var api = await RunningApi.StartAsync(mongodb.MongoConnectionString, redis.RedisConnectionString, null, null, "FIRST_ADMIN_PASSWORD=the password of the admin");
        await api.AccountsAreReadyAsync();
        using (var admin = await Person.SignInAsync(api, "admin", "the password of the admin"))
        {
            var submitted = await admin.PostAsync("/api/submissions", Samples.Valid);
            await admin.GetAsync("/api/review?page=2");
            await admin.DeleteAsync($"/api/review/{submitted.Body!["id"]}", submitted.ETag);
        }

        await api.Http.GetAnswerAsync("/health/full");
        await api.Http.GetAnswerAsync("/api/tools/no-such-tool");
        (await api.Http.GetAsync("/sitemap.xml", TestContext.Current.CancellationToken)).Dispose();
        await api.Http.GetAnswerAsync("/api/tools?page=2&pageSize=1&pricing=free&interface=web&sort=newest&minRating=1");
        await api.Http.GetAnswerAsync("/api/tools/search?query=code&deployment=cloud");

        await Eventually.BecomesTrueAsync(
            "the background has asked for the server's status", TimeSpan.FromSeconds(30), () => Task.FromResult(api.Monitor.Sent.Any(sent => sent.Name == "serverStatus")));

        Assert.Empty(api.Monitor.Unlisted);
        var ours = api.Monitor.Sent.Where(sent => !s_ofTheDriver.Contains(sent.Name)).ToList();
        Assert.Equal(MongoCommands.Commands.Keys.Except(s_ofTheDriver).Order(), ours.Select(sent => sent.Name).Distinct().Order());
        foreach (var (name, options) in MongoCommands.Commands.Where(command => !s_ofTheDriver.Contains(command.Key)))
        {
            var seen = ours.Where(sent => sent.Name == name).SelectMany(sent => sent.Command.Names)
                .Except(MongoCommands.GenericFields.Append(name)).Distinct();
            Assert.Equal(options.Order(), seen.Order());
        }

        Assert.All(MongoCommands.GenericFields, field => Assert.Contains(ours, sent => sent.Command.Contains(field)));
        Assert.Equal(
            MongoCommands.Operators.Order(),
            ours.SelectMany(sent => MongoCommandMonitor.OperatorsIn(sent.Command.Elements)).Except(MongoCommands.GenericFields).Distinct().Order());
    }

    [Theory]
    [InlineData("{ drop: 'tools', $db: 'x' }", "command drop")]
    [InlineData("{ find: 'tools', filter: {}, hint: 'x', $db: 'x' }", "option hint of find")]
    [InlineData("{ find: 'tools', filter: { $or: [ { slug: { $regex: 'x' } } ] }, $db: 'x' }", "operator $or in find, operator $regex in find")]
    [InlineData("{ find: 'tools', filter: { pricing: { $in: ['free'] } }, $db: 'x' }", "")]
    public void The_monitor_reports_commands_that_are_not_listed(string command, string expected)
    {
        var document = BsonDocument.Parse(command);

        Assert.Equal(expected, string.Join(", ", MongoCommandMonitor.UnlistedIn(document.GetElement(0).Name, document)));
    }
}
