using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CodiesVibe.Publishing.Output;

/// <summary>Waits for the disk. The framework opens no directories, and ignores faults when it flushes to the disk on Unix, so the C library does both there.</summary>
internal static class DiskSync
{
    private const int ReadOnly = 0;
    private const int CloseOnExecute = 0x80000;

    /// <summary>Returns when a file's content is on the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void FlushFile(FileStream stream)
    {
        stream.Flush(flushToDisk: OperatingSystem.IsWindows());
        if (!OperatingSystem.IsWindows())
        {
            Check(fsync(stream.SafeFileHandle) == 0, stream.Name);
        }
    }

    /// <summary>Returns when the names in a directory are on the disk.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public static void FlushDirectory(string directory)
    {
        if (!OperatingSystem.IsWindows())
        {
            using var handle = new SafeFileHandle(open(directory, OperatingSystem.IsLinux() ? ReadOnly | CloseOnExecute : ReadOnly), ownsHandle: true);
            Check(!handle.IsInvalid && fsync(handle) == 0, directory);
        }
    }

    private static void Check(bool isDone, string path)
    {
        if (!isDone)
        {
            throw new IOException($"{Marshal.GetLastPInvokeErrorMessage()} ('{path}')", Marshal.GetLastPInvokeError());
        }
    }

#pragma warning disable SYSLIB1054, CA2101, IDE1006 // Source-generated calls need unsafe code; file names are UTF-8 here; the names are the library's.
    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle handle);
#pragma warning restore SYSLIB1054, CA2101, IDE1006
}
