using System.Reflection;

namespace Aspire.Hosting.Projects;

/// <summary>Where the build of the app host put the output of the projects that it runs.</summary>
internal sealed class ProjectOutput(Assembly? appHost)
{
    private const string Prefix = "aspireprojectoutput:";

    private readonly Dictionary<string, string> outputs = appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(a => a.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && a.Value is not null)
        .ToDictionary(a => Path.GetFullPath(a.Key[Prefix.Length..]), a => a.Value!) ?? [];

    /// <summary>The built assembly of a project.</summary>
    /// <exception cref="DistributedApplicationException">The app host was built without it, or it was deleted since.</exception>
    public string Of(string projectPath) =>
        outputs.TryGetValue(Path.GetFullPath(projectPath), out var output) && File.Exists(output)
            ? output
            : throw new DistributedApplicationException($"The project '{projectPath}' is not built. Build the app host, which references it, with 'dotnet build'.");
}
