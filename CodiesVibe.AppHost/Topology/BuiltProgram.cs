using System.Reflection;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Built programs of this repository, as the build of this project recorded them; <see cref="Command"/> runs them.</summary>
internal static class BuiltProgram
{
    public const string Command = "dotnet";

    /// <summary>The API.</summary>
    public static string Backend { get; } = Find("BackendProgram");

    /// <summary>The development servers, for those that are not installed; the first argument names one.</summary>
    public static string DevServers { get; } = Find("DevServersProgram");

    /// <summary>Starts the built program of a project instead of a <c>dotnet run</c> around it, which costs a process and a second.</summary>
    public static IResourceBuilder<ProjectResource> WithBuiltProgram(this IResourceBuilder<ProjectResource> project, string program) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? project
            : project.WithAnnotation(new ExecutableAnnotation { Command = Command, WorkingDirectory = Path.GetDirectoryName(project.Resource.GetProjectMetadata().ProjectPath)! }).WithArgs(program);

    private static string Find(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
