namespace CodiesVibe.Deployment.Remote;

/// <summary>Words of a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>A word that stands for exactly this text.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A path on the server; <c>~/</c> is the user's home directory there.</summary>
    public static string QuotePath(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? $"\"$HOME\"/{Quote(path[2..])}" : Quote(path);
}
