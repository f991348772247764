namespace CodiesVibe.Publishing;

/// <summary>What kind of file is published.</summary>
public enum FileKind
{
    /// <summary>Read by everybody, mode 0644.</summary>
    Regular,

    /// <summary>A script, mode 0755.</summary>
    Executable,

    /// <summary>A symbolic link to a file inside the directory.</summary>
    Link,
}
