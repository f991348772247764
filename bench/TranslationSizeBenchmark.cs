using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;

namespace CodiesVibe.Bench;

/// <summary>Whether translating a manifest takes time in proportion to its size: the committed one with more services of the infrastructure, each waiting for the one before.</summary>
internal static class TranslationSizeBenchmark
{
    private const int Small = 250;
    private const int Factor = 4;

    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var committed = await File.ReadAllTextAsync(BuiltProgram.Manifest, cancellationToken);
        var (few, many) = (With(committed, Small), With(committed, Factor * Small));
        Translate(few);
        Translate(many);
        var small = new Sample($"{Small} more services to all files", "s", "-");
        var ratio = new Sample($"{Factor * Small} services / {Factor} times {Small} services", "", "1.3");
        for (var run = 0; run < runs; run++)
        {
            var seconds = Translate(few);
            small.Add(seconds);
            ratio.Add(Translate(many) / (Factor * seconds));
        }

        small.Print();
        ratio.Print();
    }

    private static double Translate(byte[] manifest)
    {
        var start = Stopwatch.GetTimestamp();
        _ = PublishedTree.Render(ManifestReader.Parse(manifest));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static byte[] With(string committed, int more)
    {
        var manifest = JsonNode.Parse(committed)!;
        var resources = manifest["resources"]!;
        var services = resources["production"]!["services"]!;
        for (var i = 0; i < more; i++)
        {
            var (service, facts) = (resources["redis"]!.DeepClone(), services["node-exporter"]!.DeepClone());
            service.AsObject().Remove("volumes");
            service.AsObject().Remove("env");
            facts.AsObject().Remove("scrape");
            facts.AsObject().Remove("published");
            facts["waits"] = i == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["for"] = $"part-{i - 1}", ["until"] = "started" });
            resources[$"part-{i}"] = service;
            services[$"part-{i}"] = facts;
        }

        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }
}
