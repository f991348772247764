using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>What <c>dcp version</c> answers; only a working engine does.</summary>
internal sealed record DcpVersion(string? Version)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="DistributedApplicationException">The program gives no version.</exception>
    public static async Task<string> ReadAsync(
        string engine, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        string[] command = ["version"];
        var printed = await DcpCommand.RunAsync(engine, command, environment, s_timeout, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(printed, DcpJson.Default.DcpVersion)?.Version
                ?? throw DcpCommand.Broken(engine, command, "gave no version", printed);
        }
        catch (JsonException exception)
        {
            throw DcpCommand.Broken(engine, command, "gave no readable version", printed, exception);
        }
    }
}
