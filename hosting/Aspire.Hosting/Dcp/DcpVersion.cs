using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>What <c>dcp version</c> answers; only a working engine does.</summary>
internal sealed record DcpVersion(string? Version)
{
    /// <summary>The API of older ones was never tried. The aspire CLI brings the one of its own version.</summary>
    private static readonly Version s_oldest = new(0, 25);

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="DistributedApplicationException">The program gives no version, or one that is too old.</exception>
    public static async Task<string> ReadAsync(
        string engine, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        string[] command = ["version"];
        var printed = await DcpCommand.RunAsync(engine, command, environment, s_timeout, cancellationToken).ConfigureAwait(false);
        var found = Parse();
        return System.Version.TryParse(found, out var version) && version < s_oldest
            ? throw DcpCommand.Broken(engine, command, $"says that it is version {found}, where {s_oldest} is the oldest that is known to work (an older aspire CLI brings an older engine)", printed)
            : found;

        string Parse()
        {
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
}
