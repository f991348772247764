using System;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Runs a Node script whose standard error is the build's own. `dotnet run` keeps the build's messages to itself, so this is
/// the way to show progress. The script prints its result, or its one-line failure and exits with the number of its code.
/// </summary>
public sealed class RunVisibly : Task, ICancelableTask
{
    private Process process;

    [Required]
    public string Script { get; set; }

    /// <summary>Whether to go on with the build at once; a failure is then left to whoever needs the result.</summary>
    public bool InBackground { get; set; }

    [Output]
    public string Result { get; set; }

    public override bool Execute()
    {
        try
        {
            process = Process.Start(new ProcessStartInfo("node", Script) { UseShellExecute = false, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            Fail(1, "node was not found on PATH; install Node 20.19 or newer.");
            return false;
        }
        if (InBackground)
        {
            return true;
        }
        Result = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Fail(process.ExitCode, Result);
        }
        return process.ExitCode == 0;
    }

    public void Cancel()
    {
        process?.Kill();
    }

    private void Fail(int number, string message)
    {
        Log.LogError(null, "CV" + number.ToString("D4"), null, null, 0, 0, 0, 0, message);
    }
}
