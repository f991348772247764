using System.Net;
using System.Security.Claims;
using CodiesVibe.Api.Features.Accounts.Sessions;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace CodiesVibe.Tests.Api.Accounts;

public sealed class SessionTests(DataFixture data) : IClassFixture<DataFixture>, IAsyncLifetime
{
    private readonly TestSeed _seed = new(Samples.Valid);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly string _name = $"person-{Guid.NewGuid():N}"[..32];
    private RunningApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await StartAsync(data.Redis);

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _seed.Dispose();
    }

    [Fact]
    [Requirement("R008")]
    public async Task A_session_is_a_key_in_redis_and_whoever_flushes_it_signs_everybody_out()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(data.Redis.RedisConnectionString + ",allowAdmin=true");
        var server = redis.GetServers().Single();
        await server.FlushAllDatabasesAsync();
        using var person = await Person.JoinAsync(_api, _name);
        var key = Assert.Single(server.Keys(pattern: "codiesvibe:session:*"));
        Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.DoesNotContain(key.ToString().Split(':')[^1], person.Session, StringComparison.Ordinal);

        await server.FlushAllDatabasesAsync();

        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
        (await person.GetAsync("/api/submissions")).IsProblem(HttpStatusCode.Unauthorized);
        using var again = await Person.SignInAsync(_api, _name, Person.Password);
    }

    [Fact]
    [Requirement("R008", "R050")]
    public async Task Without_redis_nobody_signs_in_nothing_is_an_error_of_the_server_and_the_directory_serves()
    {
        await using var redis = DevServer.Redis();
        await redis.StartAsync();
        await using var api = await StartAsync(redis);
        using var person = await Person.JoinAsync(api, _name);
        using var visitor = await Person.VisitAsync(api);

        await redis.StopAsync();

        foreach (var reply in new[]
        {
            await visitor.PostAsync("/api/account/sign-in", Person.Credentials(_name)), await person.MeAsync(), await person.GetAsync("/api/submissions"), await person.PostAsync("/api/account/sign-out"),
        })
        {
            reply.IsProblem(HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(reply.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/tools")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.MeAsync()).Status);

        await redis.StartAsync();
        await Eventually.BecomesTrueAsync("signing in is possible again", TimeSpan.FromSeconds(15), async () =>
            (await visitor.PostAsync("/api/account/sign-in", Person.Credentials(_name))).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_of_one_replica_is_a_session_of_the_other()
    {
        await using var other = await StartAsync(data.Redis);
        using var person = await Person.JoinAsync(_api, _name);

        using var there = Move(person, other);
        Assert.Equal(_name, (string?)(await there.MeAsync()).Body!["name"]);
        Assert.Equal(HttpStatusCode.NoContent, (await there.PostAsync("/api/account/sign-out")).Status);

        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_renewed_does_not_come_back()
    {
        var store = _api.Get<SessionStore>();
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), new() { ExpiresUtc = _clock.GetUtcNow().AddMinutes(15) }, "test");
        var key = await store.StoreAsync(ticket);
        await store.RenewAsync(key, ticket);
        Assert.NotNull(await store.RetrieveAsync(key));

        await store.RemoveAsync(key);
        await store.RenewAsync(key, ticket);

        Assert.Null(await store.RetrieveAsync(key));
    }

    [Fact]
    public async Task A_session_ends_a_quarter_of_an_hour_after_its_last_use()
    {
        using var person = await Person.JoinAsync(_api, _name);
        for (var use = 0; use < 3; use++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(_name, (string?)(await person.MeAsync()).Body!["name"]);
        }

        _clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));

        (await person.GetAsync("/api/submissions")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%00%0d%0a")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_that_the_api_did_not_make_is_nobodys(string value)
    {
        using var person = await Person.JoinAsync(_api, _name);
        var real = person.Session;
        foreach (var forged in new[] { value, real[..^1], real[..20] + (real[20] == 'A' ? 'B' : 'A') + real[21..] })
        {
            using var visitor = new Person(_api.Http.BaseAddress!);
            var reply = await visitor.SendAsync(HttpMethod.Get, "/api/submissions", headers: ("Cookie", $"session={forged}; csrf={forged}"));
            reply.IsProblem(HttpStatusCode.Unauthorized);
            (await visitor.SendAsync(HttpMethod.Post, "/api/account/sign-in", Person.Credentials(_name), headers: [("Cookie", $"session={forged}; csrf={forged}"), ("X-CSRF-Token", forged)]))
                .IsProblem(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    [Requirement("R181")]
    public async Task A_session_signed_with_the_key_before_is_valid_until_it_ends_and_with_a_revoked_key_it_is_not()
    {
        using var before = await Person.JoinAsync(_api, _name);
        var keys = _api.Get<IKeyManager>();
        keys.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));

        await using (var next = await StartAsync(data.Redis))
        {
            using var after = await Person.SignInAsync(next, _name, Person.Password);
            Assert.NotEqual(KeyOf(before), KeyOf(after));
            using var moved = Move(before, next);
            Assert.Equal(_name, (string?)(await moved.MeAsync()).Body!["name"]);
        }

        _api.Get<IKeyManager>().RevokeKey(KeyOf(before));
        await using var later = await StartAsync(data.Redis);
        using var refused = Move(before, later);
        Assert.Equal("visitor", (string?)(await refused.MeAsync()).Body!["role"]);
    }

    [Fact]
    public async Task A_session_is_never_handed_on_to_another_account()
    {
        using var person = await Person.JoinAsync(_api, _name);

        (await person.PostAsync("/api/account/sign-in", Person.Credentials(_name))).IsProblem(HttpStatusCode.Conflict);

        Assert.Equal(_name, (string?)(await person.MeAsync()).Body!["name"]);
    }

    [Theory]
    [InlineData("Production", "https", "__Host-session", true)]
    [InlineData("Development", "http", "session", false)]
    public async Task The_cookies_are_for_this_site_and_its_server_alone(string environment, string scheme, string name, bool isSecure)
    {
        await using var api = await RunningApi.StartAsync(
            data.Mongodb.MongoConnectionString, data.Redis.RedisConnectionString, _seed.Path, builder => builder.Environment.EnvironmentName = environment, "FORWARDEDHEADERS_ENABLED=true");
        await api.AccountsAreReadyAsync();
        using var person = await Person.JoinAsync(_api, _name);

        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = api.Http.BaseAddress };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        var me = await client.GetAsync("/api/account/me", TestContext.Current.CancellationToken);
        var csrf = Assert.Single(me.Headers.GetValues("Set-Cookie"));
        var token = (string)System.Text.Json.Nodes.JsonNode.Parse(await me.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["csrfToken"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/account/sign-in")
        {
            Content = System.Net.Http.Json.JsonContent.Create(Person.Credentials(_name)),
            Headers = { { "X-CSRF-Token", token }, { "Cookie", csrf.Split(';')[0] } },
        };
        var signedIn = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var session = signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));
        Assert.All(new[] { csrf, session }, cookie =>
        {
            Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
            Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
            Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
            Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        });
    }

    /// <summary>The browser, at another address of the site.</summary>
    private static Person Move(Person person, RunningApi api)
    {
        var moved = new Person(api.Http.BaseAddress!) { Token = person.Token };
        moved.Cookies.Add(person.Cookies.GetAllCookies());
        return moved;
    }

    /// <summary>The id of the key that signed a session's cookie stands behind four bytes that say what it is.</summary>
    private static Guid KeyOf(Person person) => new(WebEncoders.Base64UrlDecode(person.Session).AsSpan(4, 16));

    private async Task<RunningApi> StartAsync(DevServer redis)
    {
        var api = await RunningApi.StartAsync(
            data.Mongodb.MongoConnectionString, redis.RedisConnectionString, _seed.Path, builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        await api.AccountsAreReadyAsync();
        return api;
    }
}
