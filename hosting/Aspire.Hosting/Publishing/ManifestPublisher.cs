using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest where <c>--output-path</c> says.</summary>
internal sealed class ManifestPublisher(
    IConfiguration configuration, DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, IHostEnvironment environment,
    ILogger<ManifestPublisher> logger)
{
    private const string Manifest = "manifest";
    private const string OutputPath = "output-path";
    private const string DefaultFolder = "aspire-output";

    /// <exception cref="DistributedApplicationException">Another publisher is asked for, the path is missing, or the file cannot be written.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (!Manifest.Equals(configuration["publisher"], StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"The publisher '{configuration["publisher"]}' does not exist. Use '--publisher {Manifest} --output-path FILE', or name a pipeline step with '--operation publish --step NAME'.");
        }

        if (configuration[OutputPath] is null)
        {
            throw new DistributedApplicationException($"The '--{OutputPath} [path]' option was not specified even though manifest publishing was requested.");
        }

        logger.LogInformation("Published manifest to: {Path}", await WriteAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes the manifest to the output path, by default a folder beside the app host.</summary>
    /// <returns>The file, absolute.</returns>
    /// <exception cref="DistributedApplicationException">The file cannot be written.</exception>
    public Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var path = configuration[OutputPath] ?? Path.Combine(environment.ContentRootPath, DefaultFolder);
        return path.Length > 0
            ? ManifestFile.WriteAsync(path, model, executionContext, cancellationToken)
            : throw new DistributedApplicationException($"The '--{OutputPath}' option is empty. Name a file, or a folder that gets an aspire-manifest.json, or leave it out.");
    }
}
