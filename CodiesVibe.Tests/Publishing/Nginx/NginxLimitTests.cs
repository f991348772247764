using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>One address may not ask without end.</summary>
public sealed class NginxLimitTests : IClassFixture<NginxSite>
{
    private readonly NginxSite _site;

    public NginxLimitTests(NginxSite site)
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        _site = site;
    }

    [Theory]
    [InlineData("/api/tools", 1000)]
    [InlineData("/health", 200)]
    [InlineData("/tools/aider", 2000)]
    public async Task Too_many_requests_are_429_with_the_reason(string path, int requests)
    {
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => SendAsync("203.0.113.1", path)));
        try
        {
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode).Distinct().Order());
            HttpResponseMessage refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());
            JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal((429, "Too Many Requests"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("title").GetString()));

            using HttpResponseMessage neighbour = await SendAsync("203.0.113.2", path);
            Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
        }
        finally
        {
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2:{0:x}::1", "2001:db8:1:3::1")]
    [InlineData("2001:db8:1:2:3:4:5:{0:x}", "2001:db8:1:4:3:4:5:6")]
    [InlineData("2001:db8::{0:x}:2:3:4", "2001:db8:0:1:1:2:3:4")]
    [InlineData("2001:db8:1:1::{0:x}", "2001:db8:1::1")]
    [InlineData("2001::3:4:5:6:{0:x}", "2001::4:4:5:6:7")]
    public async Task IPv6_clients_in_one_network_of_64_bits_share_a_limit(string addresses, string neighbour)
    {
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(1, 1000).Select(i => SendAsync(string.Format(CultureInfo.InvariantCulture, addresses, i), "/api/tools")));
        try
        {
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode).Distinct().Order());
            using HttpResponseMessage other = await SendAsync(neighbour, "/api/tools");
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }
        finally
        {
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    /// <summary>The tunnel names the client of a request, so one test can be many clients.</summary>
    private Task<HttpResponseMessage> SendAsync(string client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "CF-Connecting-IP", client } } };
        return _site.Tunnel.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
