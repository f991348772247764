using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds programs of this machine.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="command">A path, or a name that is looked up in PATH.</param>
    /// <param name="workingDirectory">Where it runs; relative to the app host's folder.</param>
    /// <param name="args">Its arguments.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        var directory = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory));
        return builder.AddResource(new ExecutableResource(name, command, directory)).WithArgs(args ?? []);
    }

    /// <summary>Runs another program instead; the arguments stay.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="command">A path, or a name that is looked up in PATH.</param>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(command);
        builder.Resource.Command = command;
        return builder;
    }

    /// <summary>Publishes the program as a container, whose image the Dockerfile in its working directory makes.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder) where T : ExecutableResource => builder.PublishAsDockerFile(configure: null);

    /// <summary>Publishes the program as a container, whose image the Dockerfile in its working directory makes. Arguments of the program are left out.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="configure">Says more about the container.</param>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var container = new ContainerOfExecutable(builder.Resource);
        var containerBuilder = builder.ApplicationBuilder.CreateResourceBuilder<ContainerResource>(container)
            .WithImage(container.Name.ToLowerInvariant())
            .WithDockerfile(builder.Resource.WorkingDirectory)
            .WithArgs(context => context.Args.Clear());
        if (container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.HasEntrypoint = !container.Annotations.OfType<GeneratedDockerfileAnnotation>().Any();
        }

        configure?.Invoke(containerBuilder);
        if (container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var wanted) && wanted != build)
        {
            // Who names a Dockerfile wants no other one.
            foreach (var generated in container.Annotations.OfType<GeneratedDockerfileAnnotation>().ToArray())
            {
                container.Annotations.Remove(generated);
            }
        }

        return builder.WithAnnotation(new PublishedContainerAnnotation(container), ResourceAnnotationMutationBehavior.Replace);
    }
}
