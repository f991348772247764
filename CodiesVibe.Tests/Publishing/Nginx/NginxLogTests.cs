using System.Text;
using System.Text.Json;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Promtail;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>Each request is one line of JSON, whatever is in it, and no secret of it is.</summary>
public sealed class NginxLogTests : IAsyncLifetime
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly NginxSite _site = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        await _site.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_request_is_one_line_with_its_id_and_where_it_went()
    {
        using HttpResponseMessage probe = await _site.Tls.GetAsync("/nginx-health", Cancellation); // leaves none
        using HttpResponseMessage response = await _site.Tls.GetAsync("/api/tools?query=agent", Cancellation);
        JsonElement line = Assert.Single(await LinesAsync(1));
        Assert.Equal(response.Headers.GetValues("X-Request-ID").Single(), line.GetProperty("request_id").GetString());
        Assert.Equal(
            ("GET", "/api/tools", 200, "https", "127.0.0.0", "127.0.0.1", _site.Backend.Address.Authority, "200"),
            (Text("method"), Text("path"), line.GetProperty("status").GetInt32(), Text("scheme"), Text("client"), Text("host"), Text("upstream"), Text("upstream_status")));
        Assert.InRange(line.GetProperty("duration").GetDouble(), 0, 30);
        Assert.InRange(line.GetProperty("bytes").GetInt64(), (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length, 1000); // with what frames its chunks
        Assert.True(DateTimeOffset.TryParse(Text("time"), out _));
        await Eventually.BecomesTrueAsync("standard output has the line too", TimeSpan.FromSeconds(10), () =>
            Task.FromResult(_site.Nginx.Output.Any(written => written.Contains(Text("request_id")!, StringComparison.Ordinal))));

        string? Text(string name) => line.GetProperty(name).GetString();
    }

    /// <summary>In the file and on standard output, what the log store keeps of it too.</summary>
    [Theory]
    [InlineData("203.0.113.77")]
    [InlineData("2001:db8:12::7f01")]
    public async Task Of_a_client_only_the_network_is_written(string address)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_site.Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel).Port}") };
        client.DefaultRequestHeaders.Add("CF-Connecting-IP", address);
        using var response = await client.GetAsync("/api/tools", Cancellation);
        var id = response.Headers.GetValues("X-Request-ID").Single();
        Assert.Equal(MaskingTests.Mask(address), Assert.Single(await LinesAsync(1)).GetProperty("client").GetString());
        await Eventually.BecomesTrueAsync("standard output has the line", TimeSpan.FromSeconds(10), () =>
            Task.FromResult(_site.Nginx.Output.Any(line => line.Contains(id, StringComparison.Ordinal))));
        Assert.DoesNotContain(_site.Nginx.Output, line => line.Contains(address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hostile_request_is_one_line_of_JSON_too()
    {
        byte[][] requests =
        [
            [.. "GET /"u8, 0xff, 0xfe, .. "\"\\,}{?a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8],
            [.. "GET /a HTTP/1.1\r\nHost: x"u8, 0xff, .. "\r\nUser-Agent: \""u8, 0xc3, 0x28, 0x02, .. "\\\",\"status\":999\r\nConnection: close\r\n\r\n"u8],
            [.. "GET /%22,%22status%22:999%0a%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8],
            [.. "GET /api/x HTTP/1.1\r\nHost: \"},{\r\nConnection: close\r\n\r\n"u8],
            [.. "no request at all\r\n\r\n"u8],
            [.. Encoding.ASCII.GetBytes($"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: x\r\n\r\n")],
            [.. Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: x\r\nX: {new string('a', 40000)}\r\n\r\n")],
        ];
        foreach (byte[] request in requests)
        {
            using var client = new RawClient(_site.Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tunnel).Port!.Value);
            (int status, _) = await client.SendAsync(request, Cancellation);
            Assert.NotEqual(0, status);
        }

        Assert.All(await LinesAsync(requests.Length), line => Assert.NotEqual(999, line.GetProperty("status").GetInt32()));
    }

    [Fact]
    [Requirement("R182")]
    public async Task Queries_credentials_and_referrers_are_in_no_log_even_if_something_fails()
    {
        const string Secret = "s3cr3t";
        await _site.Backend.StopAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tools?token={Secret}");
        request.Headers.Add("Authorization", $"Bearer {Secret}");
        request.Headers.Add("Cookie", $"session={Secret}");
        request.Headers.Add("Referer", $"https://codiesvibe.test/?token={Secret}");
        using HttpResponseMessage response = await _site.Tls.SendAsync(request, Cancellation);
        string id = (await LinesAsync(1))[0].GetProperty("request_id").GetString()!;
        await Eventually.BecomesTrueAsync("the request is on standard output", TimeSpan.FromSeconds(10), () =>
            Task.FromResult(_site.Nginx.Output.Any(line => line.Contains(id, StringComparison.Ordinal))));
        Assert.DoesNotContain(_site.Nginx.Output.Concat(_site.Nginx.Errors), line => line.Contains(Secret, StringComparison.Ordinal));
    }

    /// <summary>The file, read strictly: a byte that is not UTF-8 is an error.</summary>
    private async Task<IReadOnlyList<JsonElement>> LinesAsync(int count)
    {
        string[] lines = [];
        await Eventually.BecomesTrueAsync($"{count} lines in the log", TimeSpan.FromSeconds(10), async () =>
        {
            lines = s_strict.GetString(await File.ReadAllBytesAsync(_site.Folder.Log, Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Length >= count;
        });
        return [.. lines.Select(line => JsonElement.Parse(line))];
    }
}
