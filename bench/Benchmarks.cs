namespace CodiesVibe.Bench;

/// <summary>The benchmarks, by their names on the command line.</summary>
internal static class Benchmarks
{
    public static IReadOnlyDictionary<string, Func<int, CancellationToken, Task>> All { get; } = new Dictionary<string, Func<int, CancellationToken, Task>>
    {
        ["startup"] = StartupBenchmark.RunAsync,
        ["stop"] = StopBenchmark.RunAsync,
        ["manifest"] = ManifestBenchmark.RunAsync,
        ["publish"] = PublishBenchmark.RunAsync,
        ["translation"] = TranslationSizeBenchmark.RunAsync,
    };
}
