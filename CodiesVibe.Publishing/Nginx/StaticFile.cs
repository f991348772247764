namespace CodiesVibe.Publishing.Nginx;

/// <summary>The parts of the configuration that are the same everywhere; they lie beside this class as they are.</summary>
internal static class StaticFile
{
    public static string Read(string name)
    {
        using var stream = typeof(StaticFile).Assembly.GetManifestResourceStream($"Nginx/{name}")
            ?? throw new InvalidOperationException($"The assembly holds no Nginx/{name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
