using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the engine says of a run, whatever kind it is.</summary>
/// <param name="State">The resource's state; null while there is none.</param>
/// <param name="Startup">When it began to run.</param>
/// <param name="Finish">When it ended.</param>
/// <param name="ExitCode">Of one that ran and ended.</param>
/// <param name="Environment">Its variables, templates filled in.</param>
internal sealed record RunStatus(
    string? State, DateTimeOffset? Startup, DateTimeOffset? Finish, int? ExitCode, IReadOnlyList<DcpEnvironmentVariable>? Environment);
