using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Containers;

/// <summary>Finds what would leave a container starting for ever or do harm to the machine, before anything starts.</summary>
internal static class ContainerCheck
{
    /// <exception cref="DistributedApplicationException">Something is wrong; the message names it and the remedy.</exception>
    public static void Verify(DistributedApplicationModel model)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in model.Resources.OfType<ContainerResource>())
        {
            Verify(container);
            if (container.TryGetLastAnnotation<ContainerNameAnnotation>(out var stated) && !names.TryAdd(stated.Name, container.Name))
            {
                throw new DistributedApplicationException($"The resources '{names[stated.Name]}' and '{container.Name}' both want the container name '{stated.Name}'. Give one of them another name.");
            }
        }
    }

    private static void Verify(ContainerResource container)
    {
        if (!container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            throw Wrong("has no image. Name it with WithImage");
        }

        ImageReference.Parse(image.FullName, container.Name);
        if (container.TryGetLastAnnotation<ContainerNameAnnotation>(out var stated) && !IsName(stated.Name))
        {
            throw Wrong($"cannot have the container name '{stated.Name}'. Use letters, digits, '_', '.' and '-', no sign first");
        }

        foreach (var endpoint in container.Annotations.OfType<EndpointAnnotation>().Where(e => e.TargetPort is null))
        {
            throw Wrong($"must specify the TargetPort value of its endpoint '{endpoint.Name}': the port that its program listens on inside");
        }

        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
        {
            Verify(mount);
            Require(targets.Add(mount.Target.TrimEnd('/')), $"mounts two things at '{mount.Target}'. Take one of them away, or give it another path");
        }

        if (container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            Require(Directory.Exists(build.ContextPath), $"is built from the folder '{build.ContextPath}', which does not exist");
            Require(File.Exists(build.DockerfilePath), $"is built with the Dockerfile '{build.DockerfilePath}', which does not exist");
        }

        void Verify(ContainerMountAnnotation mount)
        {
            Require(mount.Target.StartsWith('/') && mount.Target.Trim('/').Length > 0, $"mounts something at '{mount.Target}', but that has to be an absolute path inside the container, and not its root");
            if (mount.Type == ContainerMountType.BindMount)
            {
                Require(Path.Exists(mount.Source), $"mounts '{mount.Source}', which does not exist. Create it first; the container engine would make an empty folder of it");
            }
            else
            {
                Require(mount.Source is null || IsName(mount.Source), $"mounts the volume '{mount.Source}', but no volume can be called that. Use letters, digits, '_', '.' and '-', no sign first");
            }
        }

        void Require(bool condition, string otherwise)
        {
            if (!condition)
            {
                throw Wrong(otherwise);
            }
        }

        DistributedApplicationException Wrong(string what) => new($"The container resource '{container.Name}' {what}.");
    }

    private static bool IsName(string text) => text.Length > 1 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
