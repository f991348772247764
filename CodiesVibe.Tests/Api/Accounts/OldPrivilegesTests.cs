using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Api.Database;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Api.Accounts;

/// <summary>A database whose users were made by a release without accounts.</summary>
public sealed class OldPrivilegesTests
{
    [Fact]
    public async Task The_directory_serves_and_signing_in_names_the_command_until_it_was_typed()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        mongodb.RunAsRoot("""
            db.adminCommand({ updateRole: 'codiesvibe', roles: [], privileges: [
              { resource: { db: 'codiesvibe', collection: 'tools' }, actions: ['find', 'insert', 'update', 'createIndex'] },
              { resource: { db: 'codiesvibe', collection: 'schema' }, actions: ['find', 'insert', 'update'] },
              { resource: { cluster: true }, actions: ['serverStatus'] }] })
            """);
        await using var redis = DevServer.Redis();
        await redis.StartAsync();
        await using var api = await ApiProcess.StartAsync(mongodb.MongoConnectionString, redis.RedisConnectionString);
        JsonAnswer me = null!;
        await Eventually.BecomesTrueAsync("signing in names the command", TimeSpan.FromSeconds(30), async () =>
            ((string?)(me = await api.Http.GetAnswerAsync("/api/account/me")).Body["detail"])?.Contains(DatabaseFailure.GrantCommand, StringComparison.Ordinal) is true);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (me.Status, me.MediaType));
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/api/tools")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/health")).Status);
        Assert.Single(api.Process.Output, line => line.Contains("Nobody can sign in yet", StringComparison.Ordinal) && (string?)JsonNode.Parse(line)!["LogLevel"] == "Error");

        mongodb.RunAsRoot($"load('{Repository.Source("deploy/mongo/mongo-init.js")}')");

        await Eventually.BecomesTrueAsync("signing in is possible", TimeSpan.FromSeconds(15), async () => (await api.Http.GetAnswerAsync("/api/account/me")).Status == HttpStatusCode.OK);
        Assert.Single(api.Process.Output, line => line.Contains("names no admin", StringComparison.Ordinal) && line.Contains("FIRST_ADMIN_PASSWORD", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_is_that_of_the_script_itself() =>
        Assert.Contains($"//   {DatabaseFailure.GrantCommand}\n", File.ReadAllText(Repository.Source("deploy/mongo/mongo-init.js")), StringComparison.Ordinal);
}
