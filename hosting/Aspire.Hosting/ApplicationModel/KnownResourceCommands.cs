namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of the commands that the host gives to resources.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts the resource.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops it.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts it.</summary>
    public static readonly string RestartCommand = "restart";

    /// <summary>Builds a project anew and starts it.</summary>
    internal static readonly string RebuildCommand = "rebuild";
}
