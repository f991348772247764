namespace CodiesVibe.Publishing;

/// <summary>Texts that are part of this program.</summary>
internal static class Resource
{
    /// <summary>The text of that name.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
