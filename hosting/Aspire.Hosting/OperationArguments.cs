using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Reads from the command line what the application was started for.</summary>
internal static class OperationArguments
{
    /// <exception cref="DistributedApplicationException">The operation is none that exists.</exception>
    public static DistributedApplicationOperation Read(IConfiguration configuration)
    {
        var operation = configuration["operation"];
        if (operation is null)
        {
            return configuration["publisher"] is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish;
        }

        return operation.ToUpperInvariant() switch
        {
            "RUN" => DistributedApplicationOperation.Run,
            "PUBLISH" => DistributedApplicationOperation.Publish,
            _ => throw new DistributedApplicationException($"Invalid operation '{operation}' specified. Valid operations are 'publish' or 'run'."),
        };
    }
}
