using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the model as an Aspire manifest.</summary>
internal sealed class ManifestWriter(ManifestPublishingContext context)
{
    private readonly Utf8JsonWriter json = context.Writer;
    private readonly ManifestExpressions expressions = new();
    private readonly ManifestBindings bindings = new(context.Writer);

    /// <summary>Writes everything: the resources in their order, then what their expressions name beside them.</summary>
    /// <exception cref="DistributedApplicationException">A resource cannot be described.</exception>
    public async Task WriteAsync(DistributedApplicationModel model)
    {
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteAsync(resource).ConfigureAwait(false);
        }

        WriteParametersBeside(model.Resources.Select(r => r.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));
        foreach (var conditional in expressions.Conditionals.ToList())
        {
            json.WriteStartObject(conditional.Name);
            json.WriteString("type", "value.v0");
            json.WriteString("connectionString", expressions.Of(await conditional.ChooseAsync(new(), context.CancellationToken).ConfigureAwait(false)));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteParametersBeside(HashSet<string> written)
    {
        foreach (var (parameter, isEncoded) in expressions.Parameters)
        {
            if (!written.Contains(parameter.Name))
            {
                json.WriteStartObject(parameter.Name);
                WriteParameter(parameter);
                json.WriteEndObject();
            }

            if (isEncoded)
            {
                json.WriteStartObject(ManifestExpressions.EncodedName(parameter));
                json.WriteString("type", "annotated.string");
                json.WriteString("value", parameter.ValueExpression);
                json.WriteString("filter", ReferenceExpressionBuilder.UriFormat);
                json.WriteEndObject();
            }
        }
    }

    private async Task WriteAsync(IResource resource)
    {
        if (resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation) && annotation.Callback is null)
        {
            return;
        }

        json.WriteStartObject(resource.Name);
        if (annotation?.Callback is { } callback)
        {
            await callback(context).ConfigureAwait(false);
        }
        else
        {
            await WriteByTypeAsync(resource.TryGetLastAnnotation<PublishedContainerAnnotation>(out var published) ? published.Container : resource).ConfigureAwait(false);
        }

        json.WriteEndObject();
    }

    private async Task WriteByTypeAsync(IResource resource)
    {
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container).ConfigureAwait(false);
                break;
            case ProjectResource project:
                json.WriteString("type", "project.v0");
                json.WriteString("path", context.GetManifestRelativePath(project.Metadata.ProjectPath));
                await WriteArgumentsAsync(project).ConfigureAwait(false);
                await WriteEnvironmentAsync(project).ConfigureAwait(false);
                bindings.Write(project);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                await WriteArgumentsAsync(executable).ConfigureAwait(false);
                await WriteEnvironmentAsync(executable).ConfigureAwait(false);
                bindings.Write(executable);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString:
                json.WriteString("type", "value.v0");
                WriteConnectionString(resource);
                break;
            default:
                throw new DistributedApplicationException(
                    $"The manifest has no form for the resource '{resource.Name}'. Write it with WithManifestPublishingCallback, or leave it out with ExcludeFromManifest.");
        }
    }

    private async Task WriteContainerAsync(ContainerResource container)
    {
        if (container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            json.WriteString("type", "container.v1");
            WriteConnectionString(container);
            await WriteBuildAsync(container, build).ConfigureAwait(false);
        }
        else if (container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            json.WriteString("type", "container.v0");
            WriteConnectionString(container);
            json.WriteString("image", image.FullName);
        }
        else
        {
            throw new DistributedApplicationException($"The container '{container.Name}' has no image. Name it with WithImage.");
        }

        if (container.Entrypoint is not null)
        {
            json.WriteString("entrypoint", container.Entrypoint);
        }

        await WriteArgumentsAsync(container).ConfigureAwait(false);
        WriteMounts(container, ContainerMountType.BindMount);
        WriteMounts(container, ContainerMountType.Volume);
        await WriteEnvironmentAsync(container).ConfigureAwait(false);
        bindings.Write(container);
    }

    private async Task WriteBuildAsync(ContainerResource container, DockerfileBuildAnnotation build)
    {
        var dockerfile = build.DockerfilePath;
        if (container.TryGetLastAnnotation<GeneratedDockerfileAnnotation>(out var generated))
        {
            dockerfile = Path.Combine(Path.GetDirectoryName(context.ManifestPath)!, $"{container.Name}.Dockerfile");
            await WholeFile.WriteAsync(dockerfile, Encoding.UTF8.GetBytes(generated.Content()), context.CancellationToken).ConfigureAwait(false);
        }

        json.WriteStartObject("build");
        json.WriteString("context", context.GetManifestRelativePath(build.ContextPath));
        json.WriteString("dockerfile", context.GetManifestRelativePath(dockerfile));
        if (build.Stage is not null)
        {
            json.WriteString("stage", build.Stage);
        }

        if (!build.HasEntrypoint)
        {
            json.WriteBoolean("buildOnly", true);
        }

        WriteMap("args", build.BuildArguments, value => json.WriteStringValue(expressions.Of(value)));
        WriteMap("secrets", build.BuildSecrets, value =>
        {
            json.WriteStartObject();
            json.WriteString("type", "env");
            json.WriteString("value", expressions.Of(value));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter is ConnectionStringParameterResource)
        {
            json.WriteString("connectionString", parameter.ValueExpression);
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        ManifestDefault.Write(json, parameter.Default);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString connected)
        {
            json.WriteString("connectionString", expressions.Of(connected.ConnectionStringExpression));
        }
    }

    private async Task WriteArgumentsAsync(IResource resource)
    {
        var arguments = new CommandLineArgsCallbackContext([], resource, context.CancellationToken) { ExecutionContext = context.ExecutionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(arguments).ConfigureAwait(false);
        }

        if (arguments.Args.Count > 0)
        {
            json.WriteStartArray("args");
            foreach (var argument in arguments.Args)
            {
                json.WriteStringValue(expressions.Of(argument));
            }

            json.WriteEndArray();
        }
    }

    private async Task WriteEnvironmentAsync(IResource resource)
    {
        var environment = new EnvironmentCallbackContext(context.ExecutionContext, resource, [], context.CancellationToken) { Logger = NullLogger.Instance };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(environment).ConfigureAwait(false);
        }

        WriteMap("env", environment.EnvironmentVariables, value => json.WriteStringValue(expressions.Of(value)));
    }

    /// <summary>An object with one property per entry; nothing where there is none.</summary>
    private void WriteMap<T>(string name, Dictionary<string, T> entries, Action<T> write)
    {
        if (entries.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in entries)
        {
            json.WritePropertyName(key);
            write(value);
        }

        json.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container, ContainerMountType type)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == type).ToList();
        if (mounts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(type == ContainerMountType.BindMount ? "bindMounts" : "volumes");
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            if (type == ContainerMountType.BindMount)
            {
                json.WriteString("source", context.GetManifestRelativePath(mount.Source));
            }
            else if (mount.Source is not null)
            {
                json.WriteString("name", mount.Source);
            }

            json.WriteString("target", mount.Target);
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
