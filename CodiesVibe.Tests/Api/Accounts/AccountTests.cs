using System.Net;
using System.Text;
using CodiesVibe.Api.Features.Accounts;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Accounts;

public sealed class AccountTests(DataFixture data) : IClassFixture<DataFixture>, IAsyncLifetime
{
    private readonly TestSeed _seed = new(Samples.Valid);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private RunningApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _seed.Dispose();
    }

    [Fact]
    [Requirement("R012")]
    public async Task Whoever_registers_can_sign_in_is_known_then_and_can_sign_out()
    {
        using var person = await Person.JoinAsync(_api, "Ada.Lovelace");

        var me = await person.MeAsync();
        Assert.Equal(("Ada.Lovelace", "contributor"), ((string?)me.Body!["name"], (string?)me.Body["role"]));
        var session = person.Session;

        Assert.Equal(HttpStatusCode.NoContent, (await person.PostAsync("/api/account/sign-out")).Status);
        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
        person.Cookies.Add(new Cookie("session", session, "/", "127.0.0.1"));
        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_does_not_learn_why()
    {
        using var person = await Person.JoinAsync(_api, "known");
        using var locked = await Person.JoinAsync(_api, "locked");
        using var visitor = await Person.VisitAsync(_api);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.PostAsync("/api/account/sign-in", Person.Credentials("locked", "a wrong password"));
        }

        var wrong = await AttemptAsync(visitor, "known", "a wrong password");
        wrong.IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(Text(wrong), Text(await AttemptAsync(visitor, "unknown", "a wrong password")));
        Assert.Equal(Text(wrong), Text(await AttemptAsync(visitor, "", "")));
        Assert.Equal(Text(wrong), Text(await AttemptAsync(visitor, "locked", Person.Password)));

        // Byte by byte, but for the id of the request.
        static string Text(Reply reply) => Encoding.UTF8.GetString(reply.Bytes).Replace((string)reply.Body!["traceId"]!, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_five_minutes_and_four_do_not()
    {
        using var person = await Person.JoinAsync(_api, "patient");
        using var visitor = await Person.VisitAsync(_api);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            (await AttemptAsync(visitor, "patient", "a wrong password")).IsProblem(HttpStatusCode.Unauthorized);
        }

        using var fifth = await Person.SignInAsync(_api, "patient", Person.Password);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await AttemptAsync(visitor, "patient", "a wrong password")).IsProblem(HttpStatusCode.Unauthorized);
        }

        (await AttemptAsync(visitor, "patient", Person.Password)).IsProblem(HttpStatusCode.Unauthorized);
        await Account.In(_api.Get<IMongoDatabase>()).UpdateOneAsync(
            account => account.Name == "patient", Builders<Account>.Update.Set(account => account.LockedUntil, DateTime.UtcNow.AddSeconds(-1)), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await AttemptAsync(visitor, "patient", Person.Password)).Status);
    }

    [Fact]
    public async Task A_name_is_taken_in_any_case()
    {
        using var person = await Person.JoinAsync(_api, "Taken");

        using var visitor = await Person.VisitAsync(_api);
        (await visitor.PostAsync("/api/account/register", Person.Credentials("tAKEN"))).IsProblem(HttpStatusCode.Conflict, "name");
    }

    [Theory]
    [InlineData("""{"name":"ab","password":"short"}""", "name", "password")]
    [InlineData("""{"name":"a b c","password":"correct horse battery"}""", "name")]
    [InlineData("""{"name":"abcdef","password":7}""", "password")]
    [InlineData("""{"name":null,"password":"correct horse battery"}""", "name")]
    [InlineData("""{"password":"correct horse battery"}""", "name")]
    [InlineData("""{"name":"abcdef","password":"correct horse battery","role":"admin"}""", "role")]
    [InlineData("""{"name":"abcdef","name":"abcdeg","password":"correct horse battery"}""", "name")]
    [InlineData("""{"name":{"$ne":1},"password":"correct horse battery"}""", "name")]
    [InlineData("""["abcdef"]""", "body")]
    [InlineData("""{"name":"abcdef",""", "body")]
    [InlineData("", "body")]
    public async Task A_registration_that_breaks_a_rule_names_the_field_and_writes_nothing(string body, params string[] fields)
    {
        using var visitor = await Person.VisitAsync(_api);
        var before = await CountAsync();

        (await visitor.PostAsync("/api/account/register", body)).IsProblem(HttpStatusCode.BadRequest, fields);

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused()
    {
        using var visitor = await Person.VisitAsync(_api);

        (await visitor.PostAsync("/api/account/register", Person.Credentials("abcdef", new string('a', 5000)))).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        (await visitor.PostAsync("/api/account/register", Encoding.Latin1.GetBytes("""{"name":"é","password":"correct horse battery"}"""))).IsProblem(HttpStatusCode.BadRequest, "name");
        (await visitor.GetAsync("/api/account/me?x=1")).IsProblem(HttpStatusCode.BadRequest, "x");
    }

    [Fact]
    public async Task The_admin_of_the_configuration_can_sign_in_and_another_password_there_ends_all_sessions()
    {
        await using var first = await StartAsync("FIRST_ADMIN_NAME=boss", "FIRST_ADMIN_PASSWORD=the first password");
        using var admin = await Person.SignInAsync(first, "boss", "the first password");
        Assert.Equal("admin", (string?)(await admin.MeAsync()).Body!["role"]);

        await using var second = await StartAsync("FIRST_ADMIN_NAME=boss", "FIRST_ADMIN_PASSWORD=the second password");
        using var again = await Person.SignInAsync(second, "boss", "the second password");
        using var visitor = await Person.VisitAsync(second);
        (await AttemptAsync(visitor, "boss", "the first password")).IsProblem(HttpStatusCode.Unauthorized);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("visitor", (string?)(await admin.MeAsync()).Body!["role"]);
    }

    [Fact]
    public async Task A_contributor_with_the_name_of_the_admin_does_not_become_one()
    {
        using var person = await Person.JoinAsync(_api, "early-bird");

        await using var api = await StartAsync("FIRST_ADMIN_NAME=early-bird", "FIRST_ADMIN_PASSWORD=some other password");

        using var again = await Person.SignInAsync(api, "early-bird", Person.Password);
        Assert.Equal("contributor", (string?)(await again.MeAsync()).Body!["role"]);
    }

    private static Task<Reply> AttemptAsync(Person person, string name, string password) =>
        person.PostAsync("/api/account/sign-in", Person.Credentials(name, password));

    private async Task<int> CountAsync() =>
        (await Account.In(_api.Get<IMongoDatabase>()).Find(FilterDefinition<Account>.Empty).ToListAsync(TestContext.Current.CancellationToken)).Count;

    private async Task<RunningApi> StartAsync(params string[] settings)
    {
        var api = await RunningApi.StartAsync(
            data.Mongodb.MongoConnectionString, data.Redis.RedisConnectionString, _seed.Path, builder => builder.Services.AddSingleton<TimeProvider>(_clock), settings);
        await api.AccountsAreReadyAsync();
        return api;
    }
}
