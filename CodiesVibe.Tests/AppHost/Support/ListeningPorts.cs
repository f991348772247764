using System.Globalization;

namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>The TCP ports that a process listens on, by /proc.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";
    private const int Address = 1, State = 3, Inode = 9;

    private static readonly string[] s_tables = ["tcp", "tcp6"];

    /// <summary>Empty for a process that has ended.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        try
        {
            var sockets = Directory.EnumerateFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet();
            return [.. s_tables
                .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(socket => socket[State] == Listening && sockets.Contains($"socket:[{socket[Inode]}]"))
                .Select(socket => int.Parse(socket[Address].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .Distinct()];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
