namespace CodiesVibe.Publishing.Nginx;

/// <summary>How values get into the configuration.</summary>
internal static class Quoting
{
    /// <summary>A path as one quoted argument.</summary>
    /// <exception cref="PublishingException">It holds what nginx would read as more than a path.</exception>
    public static string Path(string path) =>
        path.Length == 0 || path.Any(character => character is '"' or '\\' or '$' || char.IsControl(character))
            ? throw new PublishingException($"The path '{path}' cannot be used in the nginx configuration. Use a path without quotation marks, backslashes, dollar signs and control characters.")
            : $"\"{path}\"";
}
