using System.Diagnostics;

namespace CodiesVibe.Bench;

/// <summary>The whole process that writes the site's manifest.</summary>
internal static class ManifestBenchmark
{
    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var seconds = new Sample("dotnet CodiesVibe.AppHost.dll --publisher manifest", "s", "-");
        var folder = Directory.CreateTempSubdirectory("codiesvibe-bench-");
        try
        {
            for (var run = 0; run < runs; run++)
            {
                var start = Stopwatch.GetTimestamp();
                using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltProgram.Site, "--publisher", "manifest", "--output-path", Path.Combine(folder.FullName, "manifest.json")])
                {
                    RedirectStandardOutput = true,
                })!;
                await process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (process.ExitCode != 0)
                {
                    throw new InvalidOperationException($"The app host ended with exit code {process.ExitCode}.");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        seconds.Print();
    }
}
