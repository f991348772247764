using CodiesVibe.Publishing;

namespace CodiesVibe.Tests.Publisher;

/// <summary>Two sets that differ in every way in which sets can differ.</summary>
public static class Sets
{
    /// <summary>The set that is published first.</summary>
    public static IReadOnlyList<GeneratedFile> Old { get; } =
    [
        GeneratedFile.Text(".env.production.example", "IMAGE=\n"),
        GeneratedFile.Text("compose.yml", "old\n"),
        GeneratedFile.Text("becomes-directory", "old\n"),
        GeneratedFile.Text("becomes-file/inner/file.txt", "old\n"),
        GeneratedFile.Text("goes.yml", "old\n"),
        GeneratedFile.Text("goes/inner/file.txt", "old\n"),
        GeneratedFile.Text("init.sh", "#!/bin/sh\n", FileKind.Executable),
        GeneratedFile.Text("nginx.conf", "nginx/nginx.conf", FileKind.Link),
        GeneratedFile.Text("nginx/nginx.conf", "old\n"),
        GeneratedFile.Text("nginx/routes/goes.conf", "old\n"),
        GeneratedFile.Text("nginx/same.conf", "same\n"),
        GeneratedFile.Text("renamed/old.conf", "same\n"),
        GeneratedFile.Text("same/same.txt", "same\n"),
        GeneratedFile.Text("link-becomes-file", "compose.yml", FileKind.Link),
        GeneratedFile.Text("turned", "compose.yml", FileKind.Link),
    ];

    /// <summary>The set after it.</summary>
    public static IReadOnlyList<GeneratedFile> New { get; } =
    [
        GeneratedFile.Text(".env.production.example", "IMAGE=\nVERSION=\n"),
        GeneratedFile.Text("becomes-directory/inner.txt", "new\n"),
        GeneratedFile.Text("becomes-file", "new\n"),
        GeneratedFile.Text("comes.yml", "new\n"),
        GeneratedFile.Text("comes/inner/file.txt", "new\n"),
        GeneratedFile.Text("compose.yml", "new\n"),
        GeneratedFile.Text("init.sh", "#!/bin/sh\necho new\n", FileKind.Executable),
        GeneratedFile.Text("nginx.conf", "nginx/nginx.conf", FileKind.Link),
        GeneratedFile.Text("nginx/nginx.conf", "new\n"),
        GeneratedFile.Text("nginx/sites/comes.conf", "new\n"),
        GeneratedFile.Text("nginx/same.conf", "same\n"),
        GeneratedFile.Text("renamed/new.conf", "same\n"),
        GeneratedFile.Text("same/same.txt", "same\n"),
        GeneratedFile.Text("link-becomes-file", "new\n"),
        GeneratedFile.Text("turned", "comes.yml", FileKind.Link),
    ];
}
