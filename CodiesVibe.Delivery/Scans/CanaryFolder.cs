namespace CodiesVibe.Delivery.Scans;

/// <summary>A project for a canary. It lies inside the repository, so that the same package sources hold for it, where git ignores it.</summary>
internal sealed class CanaryFolder : IDisposable
{
    public CanaryFolder(string root, IEnumerable<(string Name, string Text)> files)
    {
        Path = System.IO.Path.Combine(root, "obj", $"canary-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
