using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Does what <c>--publisher manifest --output-path F</c> asks for.</summary>
internal sealed class ManifestPublisher(
    IConfiguration configuration, DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, ILogger<ManifestPublisher> logger)
{
    private const string Manifest = "manifest";

    /// <exception cref="DistributedApplicationException">Another publisher is asked for, the path is missing, or the file cannot be written.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (!Manifest.Equals(configuration["publisher"], StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"The publisher '{configuration["publisher"]}' does not exist. Use '--publisher {Manifest} --output-path FILE', or name a pipeline step with '--operation publish --step NAME'.");
        }

        var path = configuration["output-path"]
            ?? throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though manifest publishing was requested.");
        var written = await ManifestFile.WriteAsync(path, model, executionContext, cancellationToken).ConfigureAwait(false);
        logger.LogInformation("Published manifest to: {Path}", written);
    }
}
