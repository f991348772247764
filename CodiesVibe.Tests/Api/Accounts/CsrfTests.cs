using System.Net;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using Microsoft.AspNetCore.Routing;

namespace CodiesVibe.Tests.Api.Accounts;

public sealed class CsrfTests(DataFixture data) : IClassFixture<DataFixture>
{
    [Fact]
    public async Task Nothing_is_changed_without_the_token_of_who_is_signed_in()
    {
        using var seed = new TestSeed(Samples.Valid);
        await using var api = await RunningApi.StartAsync(data.Mongodb.MongoConnectionString, data.Redis.RedisConnectionString, seed.Path, null, "FIRST_ADMIN_PASSWORD=the password of the admin");
        await api.AccountsAreReadyAsync();
        using var admin = await Person.VisitAsync(api);
        var ofVisitor = admin.Token;
        using var signedIn = await Person.SignInAsync(api, "admin", "the password of the admin");
        var endpoints = api.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (Method: method, Path: $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}")) ?? [])
            .Where(endpoint => endpoint.Method is not ("GET" or "HEAD") && endpoint.Path.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(9, endpoints.Count);
        foreach (var token in new[] { null, "", "x", ofVisitor })
        {
            signedIn.Token = token;
            foreach (var (method, path) in endpoints)
            {
                var reply = await signedIn.SendAsync(new HttpMethod(method), path.Replace("{id}", "000000000000000000000001", StringComparison.Ordinal), "{}");
                reply.IsProblem(HttpStatusCode.BadRequest);
                Assert.Contains("X-CSRF-Token", (string)reply.Body!["detail"]!, StringComparison.Ordinal);
            }
        }

        Assert.Equal("admin", (string?)(await signedIn.MeAsync()).Body!["role"]);
    }
}
