using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Backchannel;

/// <summary>Tells processes apart that had the same number one after the other.</summary>
internal static class ProcessStart
{
    /// <summary>When a process started; null when there is none, or only its remains that its parent has not taken notice of.</summary>
    public static DateTime? Of(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return IsDefunct(processId) ? null : process.StartTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or IOException)
        {
            // It is gone, or went in this very moment.
            return null;
        }
    }

    private static bool IsDefunct(int processId) =>
        OperatingSystem.IsLinux() && File.ReadLines($"/proc/{processId}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
}
