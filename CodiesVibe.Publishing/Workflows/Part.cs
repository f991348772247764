namespace CodiesVibe.Publishing.Workflows;

/// <summary>A part of the product with a pipeline of its own, as its sources describe it.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Dockerfile">Its Dockerfile, relative to the repository's root.</param>
/// <param name="Folders">The folders that its image is built from, sorted.</param>
/// <param name="Files">The files in the root that its image is built from, sorted.</param>
/// <param name="Node">How its packages of npm are had; null where it is a .NET project.</param>
public sealed record Part(string Service, string Dockerfile, IReadOnlyList<string> Folders, IReadOnlyList<string> Files, NodePart? Node);

/// <summary>What a part needs that is built by Node.</summary>
/// <param name="Folder">The folder of its <c>package.json</c>.</param>
/// <param name="Version">The version of Node, which is that of the image.</param>
public sealed record NodePart(string Folder, string Version);
