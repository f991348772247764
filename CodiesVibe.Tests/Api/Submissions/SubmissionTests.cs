using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Api.Features.Submissions;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Submissions;

public sealed class SubmissionTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>, IAsyncLifetime
{
    private const string Mine = "/api/submissions";
    private const string Review = "/api/review";
    private readonly string _slug = $"tool-{Guid.NewGuid():N}";
    private Person _contributor = null!;

    private RunningApi Api => directory.Api;

    private Person Admin => directory.Admin;

    public async ValueTask InitializeAsync() => _contributor = await Person.JoinAsync(Api, $"c-{Guid.NewGuid():N}"[..32]);

    public ValueTask DisposeAsync()
    {
        _contributor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Requirement("R012")]
    public async Task A_submission_is_in_the_directory_from_its_approval_until_it_is_deleted()
    {
        var submitted = await SubmitAsync();
        Assert.Equal(("pending", "\"1\""), ((string?)submitted.Body!["status"], submitted.ETag));
        Assert.False(await IsListedAsync()); // and the cache has this answer
        Assert.Equal([Id(submitted)], Ids(await _contributor.GetAsync(Mine)));
        Assert.Contains(Id(submitted), Ids(await Admin.GetAsync(Review)));

        var approved = await Admin.PostAsync($"{Review}/{Id(submitted)}/approve", ifMatch: submitted.ETag);

        Assert.Equal((HttpStatusCode.OK, "approved", "\"2\""), (approved.Status, (string?)approved.Body!["status"], approved.ETag));
        Assert.True(await IsListedAsync());
        Assert.Contains(Id(submitted), Ids(await Admin.GetAsync($"{Review}?status=approved")));
        Assert.DoesNotContain(Id(submitted), Ids(await Admin.GetAsync(Review)));
        var again = await Admin.PostAsync($"{Review}/{Id(submitted)}/approve", ifMatch: approved.ETag);
        Assert.Equal(HttpStatusCode.OK, again.Status);

        var changed = await Admin.PutAsync($"{Review}/{Id(submitted)}", Tool with { Description = "It has another description now." }, again.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("It has another description now.", (string?)(await Api.Http.GetAnswerAsync($"/api/tools/{_slug}")).Body["description"]);

        Assert.Equal(HttpStatusCode.NoContent, (await Admin.DeleteAsync($"{Review}/{Id(submitted)}", changed.ETag)).Status);
        Assert.False(await IsListedAsync());
        (await _contributor.GetAsync($"{Mine}/{Id(submitted)}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_contributor_changes_what_is_pending_and_nothing_else()
    {
        var submitted = await SubmitAsync();
        var changed = await _contributor.PutAsync($"{Mine}/{Id(submitted)}", Tool with { Name = $"New {_slug}" }, submitted.ETag);
        Assert.Equal((HttpStatusCode.OK, $"New {_slug}", "\"2\""), (changed.Status, (string?)changed.Body!["tool"]!["name"], changed.ETag));

        var rejected = await Admin.PostAsync($"{Review}/{Id(submitted)}/reject", new { reason = "It is not a tool for code." }, changed.ETag);
        Assert.Equal("rejected", (string?)rejected.Body!["status"]);

        (await _contributor.PutAsync($"{Mine}/{Id(submitted)}", Tool, rejected.ETag)).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("It is not a tool for code.", (string?)(await _contributor.GetAsync($"{Mine}/{Id(submitted)}")).Body!["reason"]);
        (await Admin.PostAsync($"{Review}/{Id(submitted)}/approve", ifMatch: rejected.ETag)).IsProblem(HttpStatusCode.Conflict);
        (await Admin.PostAsync($"{Review}/{Id(submitted)}/reject", new { reason = "It is not a tool for code." }, rejected.ETag)).IsProblem(HttpStatusCode.Conflict);
        Assert.False(await IsListedAsync());
    }

    [Fact]
    public async Task The_submission_of_somebody_else_does_not_exist_and_reviews_are_for_admins()
    {
        var submitted = await SubmitAsync();
        using var other = await Person.JoinAsync(Api, $"o-{Guid.NewGuid():N}"[..32]);
        using var visitor = await Person.VisitAsync(Api);

        (await other.GetAsync($"{Mine}/{Id(submitted)}")).IsProblem(HttpStatusCode.NotFound);
        (await other.PutAsync($"{Mine}/{Id(submitted)}", Tool, submitted.ETag)).IsProblem(HttpStatusCode.NotFound);
        (await other.GetAsync($"{Mine}/no-id")).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty(Ids(await other.GetAsync(Mine)));
        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/x"), ("PUT", "/x"), ("DELETE", "/x"), ("POST", "/x/approve"), ("POST", "/x/reject") })
        {
            var target = Review + path.Replace("/x", $"/{Id(submitted)}", StringComparison.Ordinal);
            (await _contributor.SendAsync(new(method), target, Tool, submitted.ETag)).IsProblem(HttpStatusCode.Forbidden);
            (await visitor.SendAsync(new(method), target, Tool, submitted.ETag)).IsProblem(HttpStatusCode.Unauthorized);
        }

        (await visitor.PostAsync(Mine, Tool)).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("\"1\"", (await _contributor.GetAsync($"{Mine}/{Id(submitted)}")).ETag);
    }

    [Theory]
    [InlineData("PUT", Mine, "")]
    [InlineData("PUT", Review, "")]
    [InlineData("DELETE", Review, "")]
    [InlineData("POST", Review, "/approve")]
    [InlineData("POST", Review, "/reject")]
    public async Task Nobody_overwrites_what_they_have_not_seen(string method, string path, string action)
    {
        var submitted = await SubmitAsync();
        var current = await _contributor.PutAsync($"{Mine}/{Id(submitted)}", Tool with { Name = $"New {_slug}" }, submitted.ETag);
        var person = path == Mine ? _contributor : Admin;
        object body = action == "/reject" ? new { reason = "It is not a tool for code." } : Tool;

        foreach (var (tag, status) in new[]
        {
            (null, HttpStatusCode.PreconditionRequired), (submitted.ETag, HttpStatusCode.PreconditionFailed), ("W/" + current.ETag, HttpStatusCode.PreconditionFailed),
            ("*", HttpStatusCode.PreconditionFailed), ("2", HttpStatusCode.PreconditionFailed),
        })
        {
            (await person.SendAsync(new(method), $"{path}/{Id(submitted)}{action}", body, tag)).IsProblem(status);
        }

        var stored = await _contributor.GetAsync($"{Mine}/{Id(submitted)}");
        Assert.Equal(("\"2\"", "pending"), (stored.ETag, (string?)stored.Body!["status"]));
    }

    [Fact]
    public async Task Of_two_decisions_at_the_same_time_one_counts()
    {
        var submitted = await SubmitAsync();

        var replies = await Task.WhenAll(
            Admin.PostAsync($"{Review}/{Id(submitted)}/approve", ifMatch: submitted.ETag),
            Admin.PostAsync($"{Review}/{Id(submitted)}/reject", new { reason = "It is not a tool for code." }, submitted.ETag));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], replies.Select(reply => reply.Status).Order());
        var stored = await _contributor.GetAsync($"{Mine}/{Id(submitted)}");
        Assert.Equal(replies[0].Status == HttpStatusCode.OK ? "approved" : "rejected", (string?)stored.Body!["status"]);
        Assert.Equal(replies[0].Status == HttpStatusCode.OK, await IsListedAsync());
    }

    [Fact]
    public async Task The_directory_has_no_slug_and_no_name_twice()
    {
        (await _contributor.PostAsync(Mine, Samples.Valid with { Name = "SAMPLE tool" })).IsProblem(HttpStatusCode.Conflict, "slug", "name");
        var (first, second) = (await SubmitAsync(), await SubmitAsync(Tool with { Name = $"Other {_slug}" }));
        Assert.Equal(HttpStatusCode.OK, (await Admin.PostAsync($"{Review}/{Id(first)}/approve", ifMatch: first.ETag)).Status);

        (await Admin.PostAsync($"{Review}/{Id(second)}/approve", ifMatch: second.ETag)).IsProblem(HttpStatusCode.Conflict, "slug");

        Assert.Equal("pending", (string?)(await _contributor.GetAsync($"{Mine}/{Id(second)}")).Body!["status"]);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "{", "body" },
        { "[]", "body" },
        { "\"\\ud800\"", "body" },
        { Json(tool => tool["\ud83d"] = 1).Replace("\\uFFFD", "\\ud83d", StringComparison.Ordinal), "body" },
        { Json(tool => tool.Remove("website")), "website" },
        { Json(tool => tool["website"] = "javascript:alert(1)"), "website" },
        { Json(tool => tool["name"] = 7), "name" },
        { Json(tool => tool["name"] = null), "name" },
        { Json(tool => tool["name"] = ""), "name" },
        { Json(tool => tool["keywords"] = new JsonArray("a", null)), "keywords" },
        { Json(tool => tool["pricing"] = "free"), "pricing" },
        { Json(tool => tool["pricing"] = new JsonArray("cheap")), "pricing" },
        { Json(tool => tool["popularity"] = 1), "popularity" },
        { Json(tool => tool["popularity"] = 1.5), "popularity" },
        { Json(tool => (tool["rating"], tool["reviewCount"]) = (5, 1)), "rating reviewCount" },
        { Json(tool => tool["id"] = "000000000000000000000001"), "id" },
        { Json(tool => tool["extra"] = "x").Replace("\"extra\"", "\"Name\"", StringComparison.Ordinal), "Name" },
        { Json(tool => tool["$where"] = "1"), "$where" },
        { Json(_ => { }).Replace("{\"slug\"", "{\"name\":\"a\",\"slug\"", StringComparison.Ordinal), "name" },
        { Json(tool => (tool["slug"], tool["description"]) = ("A B", new string('a', 501))), "slug description" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_body_that_breaks_a_rule_names_the_field_and_writes_nothing(string body, string fields)
    {
        var submitted = await SubmitAsync();

        (await _contributor.PostAsync(Mine, body)).IsProblem(HttpStatusCode.BadRequest, fields.Split(' '));
        (await _contributor.PutAsync($"{Mine}/{Id(submitted)}", body, submitted.ETag)).IsProblem(HttpStatusCode.BadRequest, fields.Split(' '));
        (await Admin.PutAsync($"{Review}/{Id(submitted)}", body, submitted.ETag)).IsProblem(HttpStatusCode.BadRequest, fields.Split(' '));

        Assert.Equal([Id(submitted)], Ids(await _contributor.GetAsync(Mine)));
        Assert.Equal("\"1\"", (await _contributor.GetAsync($"{Mine}/{Id(submitted)}")).ETag);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("          x")]
    [InlineData(501)]
    public async Task A_reason_has_ten_to_five_hundred_characters(object reason)
    {
        var submitted = await SubmitAsync();

        (await Admin.PostAsync($"{Review}/{Id(submitted)}/reject", new { reason = reason as string ?? new string('a', 501) }, submitted.ETag)).IsProblem(HttpStatusCode.BadRequest, "reason");

        Assert.Equal("pending", (string?)(await _contributor.GetAsync($"{Mine}/{Id(submitted)}")).Body!["status"]);
    }

    [Fact]
    public async Task What_is_no_JSON_or_too_large_or_no_page_is_refused()
    {
        (await _contributor.PostAsync(Mine, Encoding.Latin1.GetBytes(Json(tool => tool["name"] = "x").Replace("\"x\"", "\"é\"", StringComparison.Ordinal)))).IsProblem(HttpStatusCode.BadRequest, "name");
        (await _contributor.PostAsync(Mine, Json(tool => tool["description"] = new string('a', 70_000)))).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        (await _contributor.GetAsync($"{Mine}?page=0")).IsProblem(HttpStatusCode.BadRequest, "page");
        (await _contributor.GetAsync($"{Mine}?status=pending")).IsProblem(HttpStatusCode.BadRequest, "status");
        (await Admin.GetAsync($"{Review}?status=Pending&page=a")).IsProblem(HttpStatusCode.BadRequest, "page", "status");
        Assert.Empty(Ids(await _contributor.GetAsync(Mine)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Anything_but_JSON_is_refused(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/account/sign-in") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        using var response = await Api.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_description_of_the_API_has_every_endpoint_with_its_body_and_its_answers()
    {
        var paths = (await Api.Http.GetAnswerAsync("/openapi/v1.json")).Body["paths"]!.AsObject();
        var put = paths["/api/review/{id}"]!["put"]!;

        Assert.Equal(
            ["/api/account/me", "/api/account/register", "/api/account/sign-in", "/api/account/sign-out", Review, $"{Review}/{{id}}", $"{Review}/{{id}}/approve", $"{Review}/{{id}}/reject", Mine, $"{Mine}/{{id}}"],
            paths.Select(path => path.Key).Where(path => !path.StartsWith("/api/tools", StringComparison.Ordinal) && path.StartsWith("/api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("#/components/schemas/Tool", (string?)put["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Equal(["200", "400", "401", "403", "404", "409", "412", "428", "429", "503"], put["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_have_pages_of_twenty_the_newest_first()
    {
        var store = Api.Get<SubmissionStore>();
        var owner = MongoDB.Bson.ObjectId.GenerateNewId().ToString();
        for (var number = 1; number <= 21; number++)
        {
            await store.InsertAsync(new Submission { OwnerId = owner, Contributor = "x", SubmittedAt = DateTime.UtcNow, Tool = Tool with { Name = $"{number}" } }, TestContext.Current.CancellationToken);
        }

        var first = await store.ListOfOwnerAsync(owner, 1, TestContext.Current.CancellationToken);
        var second = await store.ListOfOwnerAsync(owner, 2, TestContext.Current.CancellationToken);

        Assert.Equal((20, "21", true), (first.Items.Count, first.Items[0].Tool.Name, first.HasMore));
        Assert.Equal(("1", false), (Assert.Single(second.Items).Tool.Name, second.HasMore));
    }

    private Tool Tool => Samples.Valid with { Slug = _slug, Name = $"Tool {_slug}" };

    private static string Json(Action<JsonObject> change)
    {
        var tool = JsonSerializer.SerializeToNode(Samples.Valid with { Slug = "unwritten", Name = "Unwritten" }, JsonSerializerOptions.Web)!.AsObject();
        change(tool);
        return tool.ToJsonString();
    }

    private async Task<Reply> SubmitAsync(Tool? tool = null)
    {
        var submitted = await _contributor.PostAsync(Mine, tool ?? Tool);
        Assert.True(submitted.Status == HttpStatusCode.Created, Encoding.UTF8.GetString(submitted.Bytes));
        return submitted;
    }

    private async Task<bool> IsListedAsync() =>
        (await Api.Http.GetAnswerAsync("/api/tools?pageSize=100")).Body["items"]!.AsArray().Any(tool => (string?)tool!["slug"] == _slug);

    private static string Id(Reply reply) => (string)reply.Body!["id"]!;

    private static IEnumerable<string> Ids(Reply page) => page.Body!["items"]!.AsArray().Select(item => (string)item!["id"]!);
}
