using System.Text.Json;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Mongo;

/// <summary>The script that fills a new database, run by Node with a shell's database that only records.</summary>
public sealed class MongoInitTests : IDisposable
{
    private const string Recorder = """
        const calls = [];
        globalThis.db = { getCollection: name => ({ updateOne: (filter, update, options) => calls.push({ name, filter, update, options }) }) };
        require(process.argv[2]);
        console.log(JSON.stringify(calls));
        """;

    private readonly PublishedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_syntax_is_valid()
    {
        var check = await Command.RunAsync(InstalledProgram.Require("node"), ["--check", "mongo/mongo-init.js"], _folder.Path);
        Assert.True(check.ExitCode == 0, check.All);
    }

    [Fact]
    public async Task Its_documents_are_those_that_the_API_writes_and_a_second_run_adds_none()
    {
        await File.WriteAllTextAsync(_folder.At("recorder.js"), Recorder, TestContext.Current.CancellationToken);
        var run = await Command.RunAsync(InstalledProgram.Require("node"), ["recorder.js", _folder.At("mongo/mongo-init.js")], _folder.Path);
        Assert.True(run.ExitCode == 0, run.All);
        using var calls = JsonDocument.Parse(run.Output);
        Assert.NotEmpty(calls.RootElement.EnumerateArray());
        foreach (var call in calls.RootElement.EnumerateArray())
        {
            Assert.Equal(StoredTool.Collection, call.GetProperty("name").GetString());
            Assert.True(call.GetProperty("options").GetProperty("upsert").GetBoolean());
            var document = call.GetProperty("update").GetProperty("$setOnInsert");
            Assert.Equal(document.GetProperty("slug").GetString(), Assert.Single(call.GetProperty("filter").EnumerateObject()).Value.GetString());
            var tool = document.Deserialize<Tool>(JsonSerializerOptions.Web)!;
            Assert.Empty(ToolRules.Violations(tool));
            string[] elements = [.. StoredTool.ElementsOf(tool).Names, "createdAt"];
            Assert.Equal(elements.Order(StringComparer.Ordinal), document.EnumerateObject().Select(element => element.Name).Order(StringComparer.Ordinal));
            Assert.Equal(StoredTool.ElementsOf(tool)["nameKey"].AsString, document.GetProperty("nameKey").GetString());
        }
    }

    [Fact]
    public void It_is_mounted_where_the_image_looks_and_the_database_is_named()
    {
        var mongodb = ComposeText.Infra["mongodb"];
        Assert.Contains(mongodb["volumes"]!.AsArray(), mount => (mount!["source"]!.ToString(), mount["target"]!.ToString()) == ("./mongo", "/docker-entrypoint-initdb.d"));
        Assert.Equal("codiesvibe", mongodb["environment"]!["MONGO_INITDB_DATABASE"]!.ToString());
    }
}
