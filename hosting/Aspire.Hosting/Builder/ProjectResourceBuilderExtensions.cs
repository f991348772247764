using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project with its first launch profile.</summary>
    /// <typeparam name="TProject">The class that the build generated for the project.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project with a launch profile, or with none when the name is null.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, options =>
        {
            options.LaunchProfileName = launchProfileName;
            options.ExcludeLaunchProfile = launchProfileName is null;
        });

    /// <summary>Adds a project.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        var metadata = new TProject();
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"Project file '{metadata.ProjectPath}' was not found.");
        }

        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(metadata).WithOtlpExporter();
        var profile = options.ExcludeLaunchProfile ? null : LaunchSettings.Profile(metadata.ProjectPath, options.LaunchProfileName);
        return (profile is null ? project : project.WithLaunchProfile(profile)).WithEnvironment(AspNetCoreEnvironment);
    }

    /// <summary>Runs several processes of the project behind the same endpoints.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(this IResourceBuilder<ProjectResource> builder, LaunchProfile profile)
    {
        builder.WithAnnotation(profile);
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            // The profile is about this machine: elsewhere there are both, with ports that are chosen there.
            return profile.ApplicationUrls.Count == 0 ? builder : builder.WithEndpoint(scheme: "http").WithEndpoint(scheme: "https");
        }

        foreach (var url in profile.ApplicationUrls)
        {
            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, port: url.Port) { LaunchUrl = profile.LaunchUrl });
        }

        return builder
            .WithArgs(profile.CommandLineArgs is null ? [] : [.. CommandLine.Split(profile.CommandLineArgs)])
            .WithEnvironment(context =>
            {
                foreach (var (name, value) in profile.EnvironmentVariables)
                {
                    context.EnvironmentVariables.TryAdd(name, value);
                }

                context.EnvironmentVariables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
            });
    }

    private static void AspNetCoreEnvironment(EnvironmentCallbackContext context)
    {
        var environment = context.EnvironmentVariables;
        environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsPublishMode)
        {
            // Whatever publishes it puts a proxy in front.
            environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            if (((ProjectResource)context.Resource).GetEndpoints().FirstOrDefault(e => e.IsHttp) is { } ownHttp)
            {
                environment["HTTP_PORTS"] = ownHttp.Property(EndpointProperty.TargetPort);
            }

            return;
        }

        environment["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        environment["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        var http = ((ProjectResource)context.Resource).GetEndpoints().Where(e => e.IsHttp || e.IsHttps).ToArray();
        if (http.Length > 0)
        {
            var urls = new ReferenceExpressionBuilder();
            foreach (var endpoint in http)
            {
                urls.AppendLiteral(urls.IsEmpty ? "" : ";");
                urls.AppendLiteral(string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:"));
                urls.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
            }

            environment["ASPNETCORE_URLS"] = urls.Build();
        }

        if (http.FirstOrDefault(e => e.IsHttps) is { } https)
        {
            environment["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
        }
    }
}
