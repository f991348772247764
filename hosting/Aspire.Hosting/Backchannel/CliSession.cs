using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Backchannel;

/// <summary>What the aspire CLI that started the application says of itself; every part is null without it.</summary>
/// <param name="SocketPath">Where it expects the application to listen.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="LogFile">Its log.</param>
internal sealed record CliSession(string? SocketPath, int? ProcessId, DateTimeOffset? StartedAt, string? LogFile)
{
    public const string SocketVariable = "ASPIRE_BACKCHANNEL_PATH";
    public const string ProcessVariable = "ASPIRE_CLI_PID";
    private const string StartedVariable = "ASPIRE_CLI_STARTED";

    /// <exception cref="DistributedApplicationException">A variable holds no number.</exception>
    public static CliSession From(IConfiguration configuration) => new(
        Text(configuration, SocketVariable),
        (int?)Number(configuration, ProcessVariable, int.MaxValue),
        Number(configuration, StartedVariable, DateTimeOffset.MaxValue.ToUnixTimeSeconds()) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        Text(configuration, "ASPIRE_CLI_LOG_FILE"));

    /// <summary>Whether somebody at the CLI can be asked.</summary>
    public static bool CanAsk(IConfiguration configuration) =>
        Text(configuration, SocketVariable) is not null && !"false".Equals(Text(configuration, "ASPIRE_INTERACTIVITY_ENABLED"), StringComparison.OrdinalIgnoreCase);

    private static string? Text(IConfiguration configuration, string variable) => configuration[variable] is { Length: > 0 } value ? value : null;

    private static long? Number(IConfiguration configuration, string variable, long greatest) => Text(configuration, variable) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= greatest => number,
        var text => throw new DistributedApplicationException($"The variable {variable} has the value '{text}', which is no number in its range. The aspire CLI sets it; unset it to run the application without the CLI."),
    };
}
