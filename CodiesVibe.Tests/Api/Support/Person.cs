using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>Somebody with a browser: it keeps cookies, and sends the token that the API wants with whatever changes something.</summary>
internal sealed class Person : IDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly HttpClient _http;

    public Person(Uri api) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = api };

    public CookieContainer Cookies { get; } = new();

    /// <summary>The value of the session's cookie.</summary>
    public string Session => Cookies.GetCookies(_http.BaseAddress!)["session"]!.Value;

    /// <summary>The token that is sent; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>Somebody who knows the token.</summary>
    public static async Task<Person> VisitAsync(RunningApi api)
    {
        var person = new Person(api.Http.BaseAddress!);
        Assert.Equal("visitor", (string?)(await person.MeAsync()).Body!["role"]);
        return person;
    }

    /// <summary>A contributor who is signed in.</summary>
    public static async Task<Person> JoinAsync(RunningApi api, string name)
    {
        var person = await VisitAsync(api);
        Assert.Equal(HttpStatusCode.Created, (await person.PostAsync("/api/account/register", Credentials(name))).Status);
        await person.SignInAsync(name, Password);
        return person;
    }

    /// <summary>Somebody who has signed in.</summary>
    public static async Task<Person> SignInAsync(RunningApi api, string name, string password)
    {
        var person = await VisitAsync(api);
        await person.SignInAsync(name, password);
        return person;
    }

    public static object Credentials(string name, string password = Password) => new { name, password };

    /// <summary>Who the API says is there; its token is used from now on.</summary>
    public async Task<Reply> MeAsync()
    {
        var me = await GetAsync("/api/account/me");
        Token = (string?)me.Body?["csrfToken"] ?? Token;
        return me;
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, object? body = null, string? ifMatch = null) => SendAsync(HttpMethod.Post, path, body, ifMatch);

    public Task<Reply> PutAsync(string path, object body, string? ifMatch) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<Reply> DeleteAsync(string path, string? ifMatch) => SendAsync(HttpMethod.Delete, path, ifMatch: ifMatch);

    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">An object, or a text or bytes that are sent as JSON just as they are.</param>
    /// <param name="ifMatch">The header.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web)));
            request.Content.Headers.ContentType = new("application/json");
        }

        if (Token is not null && method != HttpMethod.Get)
        {
            request.Headers.Add("X-CSRF-Token", Token);
        }

        foreach (var (name, value) in ifMatch is null ? headers : headers.Append(("If-Match", ifMatch)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, bytes, response.Headers.ETag?.Tag, response.Headers.RetryAfter?.Delta);
    }

    public void Dispose() => _http.Dispose();

    private async Task SignInAsync(string name, string password)
    {
        var signedIn = await PostAsync("/api/account/sign-in", Credentials(name, password));
        Assert.Equal((HttpStatusCode.OK, name), (signedIn.Status, (string?)signedIn.Body!["name"]));
        Token = (string)signedIn.Body!["csrfToken"]!;
    }
}

/// <summary>What the API has answered.</summary>
internal sealed record Reply(HttpStatusCode Status, string? MediaType, byte[] Bytes, string? ETag, TimeSpan? RetryAfter)
{
    /// <summary>Null without a body.</summary>
    public JsonNode? Body => Bytes.Length == 0 ? null : JsonNode.Parse(Bytes);

    /// <summary>The problem is of this status, and names these fields, in any order.</summary>
    public void IsProblem(HttpStatusCode status, params string[] fields)
    {
        Assert.Equal((status, "application/problem+json", (int)status), (Status, MediaType, (int)Body!["status"]!));
        Assert.NotNull(Body["traceId"]);
        Assert.Equal(fields.Order(), (Body["errors"]?.AsObject().Select(error => error.Key) ?? []).Order());
    }
}
