using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>A program that the engine runs.</summary>
internal sealed record DcpExecutable : DcpObject<DcpExecutable, DcpExecutableSpec, DcpExecutableStatus>, IDcpObject<DcpExecutable>
{
    public static string KindName => "Executable";

    public static string Plural => "executables";

    public static JsonTypeInfo<DcpExecutable> Json => DcpJson.Default.DcpExecutable;
}

internal sealed record DcpExecutableSpec
{
    /// <summary>A file, or a name to be looked up in PATH.</summary>
    public required string ExecutablePath { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>May hold templates such as <c>{{portForServing "name"}}</c>.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>May hold templates; a missing value is an empty text.</summary>
    public IReadOnlyList<DcpEnvironmentVariable>? Env { get; init; }

    /// <summary>Left out: the program inherits the engine's environment.</summary>
    public DcpAmbientEnvironment? AmbientEnvironment { get; init; }

    /// <summary>False: create the object only; patched to true later.</summary>
    public bool? Start { get; init; }

    /// <summary>True ends the program, for good.</summary>
    public bool? Stop { get; init; }
}

internal sealed record DcpEnvironmentVariable(string Name, string? Value);

/// <param name="Behavior"><see cref="Inherit"/> or <see cref="DoNotInherit"/>.</param>
internal sealed record DcpAmbientEnvironment(string? Behavior = null)
{
    public const string Inherit = "Inherit";
    public const string DoNotInherit = "DoNotInherit";
}

internal sealed record DcpExecutableStatus
{
    /// <summary>One of <see cref="DcpExecutableState"/>.</summary>
    public string State { get; init; } = DcpExecutableState.None;

    public int? Pid { get; init; }

    public DateTimeOffset? StartupTimestamp { get; init; }

    public DateTimeOffset? FinishTimestamp { get; init; }

    /// <summary>-1: ended by a signal.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Includes what was inherited.</summary>
    public IReadOnlyList<DcpEnvironmentVariable>? EffectiveEnv { get; init; }

    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}

/// <summary>The states of an executable.</summary>
internal static class DcpExecutableState
{
    /// <summary>Not looked at by the engine yet, or not to be started.</summary>
    public const string None = "";
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";

    /// <summary>Ended, with any exit code or by a signal.</summary>
    public const string Finished = "Finished";

    /// <summary>The reason is in the system log.</summary>
    public const string FailedToStart = "FailedToStart";
    public const string Terminated = "Terminated";
    public const string Unknown = "Unknown";
}
