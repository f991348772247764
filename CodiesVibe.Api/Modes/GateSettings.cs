using System.Globalization;
using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Modes;

/// <summary>What the gate waits for, and for how long.</summary>
/// <param name="Targets">Names from <see cref="InfrastructurePings.All"/>; a system may have no Redis.</param>
/// <param name="Limit">The time after which it gives up.</param>
internal sealed record GateSettings(IReadOnlyList<string> Targets, TimeSpan Limit)
{
    public const string TargetsKey = "WAIT_FOR";
    public const string LimitKey = "WAIT_FOR_INFRA";
    private const string DefaultLimit = "120";
    private const int MaxSeconds = 24 * 60 * 60;

    /// <exception cref="StartupException">A name is unknown, or the limit is not a valid number of seconds.</exception>
    public static GateSettings Read(IConfiguration configuration) => new(
        ReadTargets(ValueOf(configuration, TargetsKey) ?? string.Join(',', InfrastructurePings.All.Keys)),
        ReadLimit(ValueOf(configuration, LimitKey) ?? DefaultLimit));

    private static List<string> ReadTargets(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return names.Find(name => !InfrastructurePings.All.ContainsKey(name)) is { } unknown
            ? throw new StartupException($"{TargetsKey} contains '{unknown}', which is not a known service. Use one or more of {string.Join(',', InfrastructurePings.All.Keys)}, separated by commas.")
            : names.Count > 0 ? names : throw new StartupException($"{TargetsKey} names no service. Use one or more of {string.Join(',', InfrastructurePings.All.Keys)}, separated by commas.");
    }

    private static TimeSpan ReadLimit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new StartupException($"{LimitKey} is '{text}', which is not a valid time limit. Set it to a whole number of seconds from 1 to {MaxSeconds}.");

    /// <summary>Compose passes an unset variable as an empty one.</summary>
    private static string? ValueOf(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;
}
