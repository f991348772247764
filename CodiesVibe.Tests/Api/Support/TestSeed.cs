using System.Text.Json;
using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>A seed file for one test.</summary>
internal sealed class TestSeed : IDisposable
{
    public TestSeed(params IEnumerable<Tool> tools) => Write(tools);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Write(params IEnumerable<Tool> tools) => File.WriteAllText(Path, JsonSerializer.Serialize(tools, JsonSerializerOptions.Web));

    public void Dispose() => File.Delete(Path);
}
