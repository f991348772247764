using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>A published directory for one test, and the steps of an operator in it.</summary>
internal sealed class PublishedFolder(IReadOnlyList<GeneratedFile>? files = null) : RenderedFolder(files ?? Published.Files)
{
    private static readonly string[] s_settings = ["BACKEND_IMAGE=registry.test/backend:1", "FRONTEND_IMAGE=registry.test/frontend:1"];

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Follows the preparation of the README, with the values of an operator.</summary>
    /// <param name="further">Further lines of the env file.</param>
    public async Task PrepareAsync(params string[] further)
    {
        WriteSettings(further);
        var script = await RunScriptAsync();
        Assert.True(script.ExitCode == 0, script.All);
    }

    /// <summary>Fills in the env file and links to it.</summary>
    public void WriteSettings(params string[] further)
    {
        var filledIn = Read(".env.production.example").Split('\n').Where(line => !line.StartsWith("BACKEND_IMAGE=", StringComparison.Ordinal) && !line.StartsWith("FRONTEND_IMAGE=", StringComparison.Ordinal));
        File.WriteAllText(At(".env.production"), string.Join('\n', [.. filledIn, .. s_settings, .. further, ""]));
        File.CreateSymbolicLink(At(".env"), ".env.production");
    }

    public Task<Command> RunScriptAsync() => Command.RunAsync("/bin/sh", ["./init-secrets.sh"], Path);
}
