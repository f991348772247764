using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CsCheck;

namespace CodiesVibe.Tests.Publishing.Fuzz;

/// <summary>Hostile texts beside secrets, through the real script and a real shell.</summary>
public sealed class ComposedSecretTests
{
    [Fact]
    public async Task A_text_beside_a_secret_reaches_its_file_as_it_is_and_runs_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no POSIX shell.");
        var manifest = HostileManifest.Committed();
        // Other control characters are refused, and nothing beside a secret is the secret itself.
        var texts = Hostile.Text.Array[60].Single().Where(text => text.Length > 0 && text.All(c => !char.IsControl(c) || c is '\n' or '\t')).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            manifest.Resource("backend")["env"]![$"COMPOSED_{i}"] = $"{texts[i]}{{redis-password.value}}{texts[i]}";
        }

        var folder = Directory.CreateTempSubdirectory("codiesvibe-secrets-");
        try
        {
            new PublishedDirectory(folder.FullName).Publish(PublishedTree.Render(ManifestReader.Parse(manifest.Bytes)));
            File.Copy(Path.Combine(folder.FullName, ".env.production.example"), Path.Combine(folder.FullName, ".env"));
            var run = await Command.RunAsync("sh", ["./init-secrets.sh"], folder.FullName);
            Assert.True(run.ExitCode == 0, run.All);

            var password = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "secrets", "redis-password"), TestContext.Current.CancellationToken);
            for (var i = 0; i < texts.Count; i++)
            {
                var file = Path.Combine(folder.FullName, "secrets", $"backend.COMPOSED_{i}");
                Assert.Equal(Encoding.UTF8.GetBytes(texts[i] + password + texts[i]), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            }

            Assert.Empty(folder.EnumerateFiles("pwned", SearchOption.AllDirectories));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
