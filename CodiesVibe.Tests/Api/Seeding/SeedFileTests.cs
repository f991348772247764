using System.Text.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Seeding;
using CodiesVibe.Tests.Api.Tools;

namespace CodiesVibe.Tests.Api.Seeding;

public sealed class SeedFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_shipped_file_is_valid() =>
        Assert.NotEmpty(SeedFile.Load(Path.Combine(AppContext.BaseDirectory, "Data", "tools.json")));

    public static TheoryData<string, string> Corrupt =>
        new(
            ("", "it must be a JSON array of tools"),
            ("[{", "it must be a JSON array of tools"),
            ("{}", "it must be a JSON array of tools"),
            ("null", "it must be a JSON array of tools"),
            ("[null]", "entry 1: it must be an object"),
            ("[1]", "entry 1: "),
            (Entries(Without("website")), "entry 2: "),
            (Entries(With("stars", 5)), "entry 2: "),
            (Entries(With("rating", 5)), "entry 2 ('second'): rating must be 0 exactly when reviewCount is 0"),
            (Entries(With("name", null)), "entry 2: "),
            (Entries(With("pricing", "free")), "entry 2: "),
            (Entries(With("website", "ftp://old.example")), "entry 2 ('second'): website must be"),
            (Entries(With("name", "SAMPLE tool")), "entry 2 ('second'): name must be unique, and 'SAMPLE tool' is not"),
            (Entries(With("slug", "sample-tool")), "entry 2 ('sample-tool'): slug must be unique"));

    [Theory]
    [MemberData(nameof(Corrupt))]
    public void A_corrupt_file_is_refused_with_file_entry_and_rule(string content, string expected)
    {
        File.WriteAllText(_file, content);

        var error = Assert.Throws<StartupException>(() => SeedFile.Load(_file));

        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name() =>
        Assert.Contains(_file, Assert.Throws<StartupException>(() => SeedFile.Load(_file)).Message, StringComparison.Ordinal);

    private static string Entries(JsonObject second) => new JsonArray(Sample(), second).ToJsonString();

    private static JsonObject Sample() => JsonSerializer.SerializeToNode(Samples.Valid, JsonSerializerOptions.Web)!.AsObject();

    private static JsonObject Without(string property)
    {
        var sample = With("slug", "second");
        sample.Remove(property);
        return sample;
    }

    private static JsonObject With(string property, JsonNode? value)
    {
        var sample = Sample();
        (sample["slug"], sample["name"]) = ("second", "Second");
        sample[property] = value;
        return sample;
    }
}
