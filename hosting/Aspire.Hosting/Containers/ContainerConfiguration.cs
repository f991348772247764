using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>What only containers are started with: worked out at each start.</summary>
/// <param name="RuntimeArguments">For the container engine's <c>create</c> command.</param>
/// <param name="Build">How the image is built, if it is.</param>
internal sealed record ContainerConfiguration(IReadOnlyList<string> RuntimeArguments, DcpContainerBuild? Build)
{
    /// <exception cref="DistributedApplicationException">A value cannot be had.</exception>
    public static async Task<ContainerConfiguration> ResolveAsync(ContainerResource container, ResourceConfigurationResolver resolver, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var annotation in container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        var arguments = new List<string>();
        foreach (var value in context.Args)
        {
            arguments.Add(await TextAsync(value, $"container engine argument {arguments.Count + 1}").ConfigureAwait(false));
        }

        return new(arguments, container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) ? await BuildAsync(build).ConfigureAwait(false) : null);

        async Task<string> TextAsync(object value, string what) =>
            (await resolver.ResolveAsync(value, what, container, logger, cancellationToken).ConfigureAwait(false)).Text;

        async Task<DcpContainerBuild> BuildAsync(DockerfileBuildAnnotation build)
        {
            var settings = new List<DcpEnvironmentVariable>();
            foreach (var (name, value) in build.BuildArguments)
            {
                settings.Add(new(name, value is null ? Environment.GetEnvironmentVariable(name) : await TextAsync(value, $"build argument '{name}'").ConfigureAwait(false)));
            }

            var secrets = new List<DcpBuildSecret>();
            foreach (var (name, value) in build.BuildSecrets)
            {
                secrets.Add(new(name, DcpBuildSecret.FromEnvironment, await TextAsync(value, $"build secret '{name}'").ConfigureAwait(false)));
            }

            return new() { Context = build.ContextPath, Dockerfile = build.DockerfilePath, Stage = build.Stage, Args = settings, Secrets = secrets };
        }
    }
}
