using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    private const int TagBytes = 20;

    /// <summary>Adds a container whose image is built before it starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="contextPath">The folder whose content the build sees; relative to the app host's folder.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to that folder; its <c>Dockerfile</c> when left out.</param>
    /// <param name="stage">The stage that is wanted of several; the last one when left out.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfile(
        this IDistributedApplicationBuilder builder, string name, string contextPath, string? dockerfilePath = null, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);
    }

    /// <summary>Builds the container's image before it starts.</summary>
    /// <inheritdoc cref="AddDockerfile"/>
    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        var context = Path.TrimEndingDirectorySeparator(Path.GetFullPath(contextPath, builder.ApplicationBuilder.AppHostDirectory));
        var build = new DockerfileBuildAnnotation(context, Path.GetFullPath(dockerfilePath ?? "Dockerfile", context), stage);

        // A tag of its own for each run: a container is never taken for one of an older build.
        var (name, tag) = (builder.Resource.Name.ToLowerInvariant(), RandomNumberGenerator.GetHexString(2 * TagBytes, lowercase: true));
        if (builder.Resource.Annotations.OfType<ContainerImageAnnotation>().Any())
        {
            (build.ImageName, build.ImageTag) = (name, tag);
        }
        else
        {
            builder.WithImage(name, tag);
        }

        return builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Sets an <c>ARG</c> of the Dockerfile.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">Name of the <c>ARG</c>.</param>
    /// <param name="value">A text, or a value that becomes known later; null for the variable of that name in the app host's environment.</param>
    /// <exception cref="InvalidOperationException">The image is not built.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.BuildFor(nameof(WithBuildArg)).BuildArguments[name] = value;
        return builder;
    }

    /// <summary>Sets an <c>ARG</c> of the Dockerfile to a parameter's value.</summary>
    /// <exception cref="InvalidOperationException">The image is not built, or the parameter is a secret, which the image would show.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Resource.Secret
            ? throw new InvalidOperationException($"The secret parameter '{value.Resource.Name}' cannot be the build argument '{name}' of the resource '{builder.Resource.Name}', whose image would show it. Use WithBuildSecret instead.")
            : builder.WithBuildArg(name, value.Resource);
    }

    /// <summary>Lets the Dockerfile mount a parameter's value while it builds; the image does not hold it.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The identifier under which the Dockerfile mounts it.</param>
    /// <param name="value">The parameter.</param>
    /// <exception cref="InvalidOperationException">The image is not built.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        builder.BuildFor(nameof(WithBuildSecret)).BuildSecrets[name] = value.Resource;
        return builder;
    }

    private static DockerfileBuildAnnotation BuildFor<T>(this IResourceBuilder<T> builder, string caller) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
            ? build
            : throw new InvalidOperationException($"The image of the resource '{builder.Resource.Name}' is not built. Call WithDockerfile before {caller}.");
    }
}
