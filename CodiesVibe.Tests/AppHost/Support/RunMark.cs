using System.Diagnostics;

namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>A mark in the environment that all processes of a test inherit, by which leftover processes are found.</summary>
internal sealed class RunMark
{
    public const string Variable = "CODIESVIBE_TEST_RUN";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public string Value { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The processes with the mark.</summary>
    /// <param name="text">Only those with this text in their command line.</param>
    public IReadOnlyList<int> Processes(string text = "") => [.. Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Where(id => id != 0 && Read(id, "environ").Contains($"{Variable}={Value}", StringComparison.Ordinal) && CommandLine(id).Contains(text, StringComparison.Ordinal))];

    /// <summary>Returns when no process is left.</summary>
    public async Task WaitUntilGoneAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (Processes() is { Count: > 0 } left)
        {
            Assert.True(watch.Elapsed < s_patience, $"Still running after {s_patience}: {string.Join(", ", left.Select(Describe))}");
            await Task.Delay(50, cancellationToken);
        }
    }

    private static string Describe(int id) => CommandLine(id) is { Length: > 0 } line ? $"{id} {line}" : $"{id} (gone)";

    private static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ');

    /// <summary>Empty for a process that has just ended.</summary>
    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
