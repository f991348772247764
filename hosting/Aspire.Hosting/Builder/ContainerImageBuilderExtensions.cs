using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Says which image the container is of. The tag is <c>latest</c> unless one is given here or in the image's name.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image's name, with tag or digest if wanted.</param>
    /// <param name="tag">The image's tag.</param>
    /// <exception cref="InvalidOperationException">There are two tags.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are tag and digest.</exception>
    /// <exception cref="DistributedApplicationException">No image can be called that.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(image);
        var parts = ImageReference.Parse(image, builder.Resource.Name);
        if (tag is not null && parts.Tag is not null)
        {
            throw new InvalidOperationException($"Ambiguous tags: the image '{image}' has one, and '{tag}' is given too.");
        }

        if (tag is not null && parts.Digest is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, $"The image '{image}' has a digest, so it cannot have a tag.");
        }

        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation))
        {
            annotation = new() { Image = parts.Name };
            builder.WithAnnotation(annotation);
        }

        annotation.Image = parts.Name;
        if (parts.Digest is null)
        {
            annotation.Tag = parts.Tag ?? tag ?? "latest";
        }
        else
        {
            annotation.SHA256 = parts.Digest;
        }

        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            (build.ImageName, build.ImageTag) = (null, null);
        }

        return builder.Checked(annotation);
    }

    /// <summary>Takes another tag of the image.</summary>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    /// <exception cref="DistributedApplicationException">No tag can be called that.</exception>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(tag);
        var image = builder.Image();
        image.Tag = tag;
        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && build.ImageTag is not null)
        {
            build.ImageTag = tag;
        }

        return builder.Checked(image);
    }

    /// <summary>Takes the image from another registry; null for the container engine's default.</summary>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    /// <exception cref="DistributedApplicationException">No registry can be called that.</exception>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource
    {
        var image = builder.Image();
        image.Registry = registry;
        return builder.Checked(image);
    }

    /// <summary>Takes exactly one image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="sha256">The image's digest, 64 hexadecimal digits.</param>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    /// <exception cref="DistributedApplicationException">It is no digest.</exception>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var image = builder.Image();
        image.SHA256 = sha256;
        return builder.Checked(image);
    }

    /// <summary>Says when the image is fetched from its registry.</summary>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);
    }

    private static ContainerImageAnnotation Image<T>(this IResourceBuilder<T> builder) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new InvalidOperationException($"The resource '{builder.Resource.Name}' has no image. Name it with WithImage first.");
    }

    private static IResourceBuilder<T> Checked<T>(this IResourceBuilder<T> builder, ContainerImageAnnotation image) where T : ContainerResource
    {
        ImageReference.Parse(image.FullName, builder.Resource.Name);
        return builder;
    }
}
