using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Publishing.Support;
using CsCheck;

namespace CodiesVibe.Tests.Publishing.Fuzz;

/// <summary>Whatever a manifest holds: files in which it means nothing but itself, or one clear error.</summary>
public sealed partial class HostileManifestTests
{
    private const int Manifests = 2_000;

    private static readonly IReadOnlyList<GeneratedFile> s_committed = PublishedTree.Render(ManifestReader.Parse(HostileManifest.Committed().Bytes));

    /// <summary>The keys below a service that published files have.</summary>
    private static readonly HashSet<string> s_serviceKeys =
        [.. ComposeFiles(s_committed).SelectMany(file => file.Root["services"]!.AsObject()).SelectMany(service => service.Value!.AsObject()).Select(property => property.Key), "entrypoint", "profiles"];

    /// <summary>The words that begin the directives of the edge.</summary>
    private static readonly HashSet<string> s_directives = [.. Directives(s_committed)];

    [Fact]
    public void A_manifest_is_published_with_its_values_intact_or_refused_with_one_line()
    {
        var published = 0;
        var errors = new ConcurrentDictionary<string, int>();
        HostileManifest.Any.Sample(
            manifest =>
            {
                IReadOnlyList<GeneratedFile> files;
                try
                {
                    files = PublishedTree.Render(ManifestReader.Parse(manifest.Bytes));
                    FilePaths.Check(files);
                }
                catch (PublishingException exception)
                {
                    errors.AddOrUpdate(exception.Message[..Math.Min(12, exception.Message.Length)], 1, (_, count) => count + 1);
                    Assert.DoesNotContain('\n', exception.Message);
                    Assert.InRange(exception.Message.Length, 20, 12_000);
                    return;
                }

                Interlocked.Increment(ref published);
                AssertCompose(manifest, files);
                Assert.Subset(s_directives, Directives(files).ToHashSet());
                foreach (var file in files.Where(IsChanged))
                {
                    AssertForm(file);
                }
            },
            iter: Manifests);

        // Neither side must be an exception, or the test looks at nothing.
        Assert.InRange(published, Manifests / 5, Manifests * 4 / 5);
        Assert.True(errors.Count > 3, string.Join('\n', errors));
    }

    [Fact]
    public async Task The_script_for_secrets_is_a_script_whatever_the_values()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no POSIX shell.");
        var scripts = new List<string>();
        HostileManifest.Any.Sample(
            manifest =>
            {
                try
                {
                    lock (scripts)
                    {
                        scripts.Add(TextOf(PublishedTree.Render(ManifestReader.Parse(manifest.Bytes)).Single(file => file.Path == "init-secrets.sh")));
                    }
                }
                catch (PublishingException)
                {
                    // The other test looks at these.
                }
            },
            iter: 400);
        Assert.InRange(scripts.Count, 40, 400);
        foreach (var script in scripts.Distinct())
        {
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            await shell.StandardInput.WriteAsync(script);
            shell.StandardInput.Close();
            var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(shell.ExitCode == 0, $"{error}\n{script}");
        }
    }

    private static void AssertCompose(HostileManifest manifest, IReadOnlyList<GeneratedFile> files)
    {
        var services = ComposeFiles(files).SelectMany(file => file.Root["services"]!.AsObject()).ToList();
        Assert.Subset(s_serviceKeys, services.SelectMany(service => service.Value!.AsObject()).Select(property => property.Key).ToHashSet());
        foreach (var (service, value) in services)
        {
            foreach (var ((owner, variable), text) in manifest.Variables.Where(item => item.Key.Service == service))
            {
                Assert.Equal(text.Replace("$", "$$", StringComparison.Ordinal), (string?)value!["environment"]![variable]);
            }

            if (manifest.Arguments.TryGetValue(service, out var last))
            {
                Assert.Equal(last.Replace("$", "$$", StringComparison.Ordinal), (string?)value!["command"]!.AsArray()[^1]);
            }
        }
    }

    private static bool IsChanged(GeneratedFile file) =>
        s_committed.FirstOrDefault(other => other.Path == file.Path) is not { } before || !before.Content.Span.SequenceEqual(file.Content.Span);

    private static void AssertForm(GeneratedFile file)
    {
        if (file.Path.StartsWith(".env", StringComparison.Ordinal))
        {
            Assert.Matches(EnvFile(), TextOf(file));
        }
        else if (file.Path.EndsWith(".yml", StringComparison.Ordinal))
        {
            YamlFile.Parse(TextOf(file));
        }
        else if (file.Path.EndsWith(".json", StringComparison.Ordinal))
        {
            JsonNode.Parse(file.Content.Span);
        }
    }

    private static IEnumerable<ComposeText> ComposeFiles(IReadOnlyList<GeneratedFile> files) =>
        files.Where(file => file.Path.StartsWith("docker-compose.", StringComparison.Ordinal)).Select(file => new ComposeText(TextOf(file)));

    private static IEnumerable<string> Directives(IReadOnlyList<GeneratedFile> files) =>
        files.Where(file => file.Path.StartsWith("nginx/", StringComparison.Ordinal) && file.Path.EndsWith(".conf", StringComparison.Ordinal))
            .SelectMany(file => Directive().Matches(TextOf(file)).Select(match => match.Value.Trim()));

    private static string TextOf(GeneratedFile file) => Encoding.UTF8.GetString(file.Content.Span);

    [GeneratedRegex(@"(?<=^|[;{}])\s*[a-z_]+", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\A(#[^\r\n]*\n|[A-Z][A-Z0-9_]*=[^\r\n]*\n|\n)*\z")]
    private static partial Regex EnvFile();
}
