using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Bench;

/// <summary>Whether building a model and writing its manifest takes time in proportion to its size.</summary>
internal static class ModelSizeBenchmark
{
    private const int Small = 500;
    private const int Factor = 4;

    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("codiesvibe-bench-");
        try
        {
            await PublishAsync(folder, Small, cancellationToken); // the first one compiles
            var small = new Sample($"{Small} resources", "s", "-");
            var ratio = new Sample($"{Factor * Small} resources / {Factor} times {Small} resources", "", "1.3");
            for (var run = 0; run < runs; run++)
            {
                var seconds = await PublishAsync(folder, Small, cancellationToken);
                small.Add(seconds);
                ratio.Add(await PublishAsync(folder, Factor * Small, cancellationToken) / (Factor * seconds));
            }

            small.Print();
            ratio.Print();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> PublishAsync(DirectoryInfo folder, int size, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var builder = DistributedApplication.CreateBuilder(["--publisher", "manifest", "--output-path", Path.Combine(folder.FullName, $"{size}.json")]);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        for (var i = 0; i < size; i++)
        {
            builder.AddContainer($"part-{i}", "image", "1.0").WithHttpEndpoint(targetPort: 80).WithEnvironment("NUMBER", i.ToString(CultureInfo.InvariantCulture));
        }

        await using var application = builder.Build();
        await application.RunAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
