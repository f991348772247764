using System.Diagnostics;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Tests.Support;

namespace CodiesVibe.Bench;

/// <summary>The translation of the manifest, compared with the time that compose takes to read the files, and publishing as a whole.</summary>
internal static class PublishBenchmark
{
    private static readonly string[] s_compose = ["infra", "production", "dev", "cloudflare", "staging"];

    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var manifest = await File.ReadAllBytesAsync(BuiltProgram.Manifest, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("codiesvibe-bench-");
        try
        {
            var deploy = Path.Combine(folder.FullName, "deploy");
            _ = PublishedTree.Render(ManifestReader.Parse(manifest)); // the first run compiles
            var render = new Sample("manifest to all files, in process", "s", "-");
            var whole = new Sample("dotnet CodiesVibe.AppHost.dll --operation publish --step publish, into a new directory", "s", "-");
            var ratio = new Sample("manifest to all files / docker-compose config -q of the five files", "", "1.0, aim 0.1");
            var compose = InstalledCompose.Find(2);
            for (var run = 0; run < runs; run++)
            {
                if (Directory.Exists(deploy))
                {
                    Directory.Delete(deploy, recursive: true);
                }

                whole.Add(await SecondsAsync("dotnet", folder.FullName, [BuiltProgram.Site, "--operation", "publish", "--step", "publish", "--output-path", deploy], cancellationToken));
                var start = Stopwatch.GetTimestamp();
                _ = PublishedTree.Render(ManifestReader.Parse(manifest));
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                render.Add(seconds);
                if (compose is not null)
                {
                    ratio.Add(seconds / await ComposeAsync(compose, deploy, cancellationToken));
                }
            }

            render.Print();
            whole.Print();
            if (compose is null)
            {
                Console.WriteLine("No docker-compose 2 on PATH, nor in the folder that CODIESVIBE_DOCKER_PLUGINS names: not compared with it.");
            }
            else
            {
                ratio.Print();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> ComposeAsync(string program, string deploy, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(deploy, ".env"),
            "COMPOSE_PROJECT_NAME=codiesvibe\nCODIESVIBE_ENVIRONMENT=production\nBACKEND_IMAGE=a:1\nFRONTEND_IMAGE=a:1\nCODIESVIBE_SECRETS=./secrets\nCODIESVIBE_SOURCE=..\nCLOUDFLARE_TUNNEL_TOKEN_FILE=./token\n",
            cancellationToken);
        var seconds = 0.0;
        foreach (var name in s_compose)
        {
            seconds += await SecondsAsync(program, deploy, ["-f", $"docker-compose.{name}.yml", "config", "-q"], cancellationToken);
        }

        return seconds;
    }

    private static async Task<double> SecondsAsync(string program, string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0 ? seconds : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {await errors}");
    }
}
