using System.Runtime.InteropServices;

namespace CodiesVibe.Publishing.Output;

/// <summary>What the C library does with files and the framework does not. Linux, but for <see cref="Rename"/> and <see cref="Sync"/>, which any Unix has.</summary>
internal static class NativeDisk
{
    private const int CurrentDirectory = -100;
    private const uint ExchangeNames = 2;
    private const int LockExclusively = 2;
    private const int LockWithoutWaiting = 4;
    private const int Unlock = 8;
    private const int NotImplemented = 38;
    private const int InvalidArgument = 22;
    private const int WouldBlock = 11;

    /// <summary>Gives a file, link or directory another name, whatever of its kind has that name.</summary>
    public static void Rename(string from, string to) => Check(rename(from, to), to);

    /// <summary>Exchanges two names in one step.</summary>
    /// <returns>False where the file system cannot.</returns>
    public static bool TryExchange(string one, string other)
    {
        if (renameat2(CurrentDirectory, one, CurrentDirectory, other, ExchangeNames) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() is NotImplemented or InvalidArgument ? false : throw Fault(one);
    }

    /// <summary>Returns when the names in a directory are on the disk.</summary>
    public static void Sync(string directory)
    {
        var handle = Open(directory);
        try
        {
            Check(fsync(handle), directory);
        }
        finally
        {
            Check(close(handle), directory);
        }
    }

    /// <summary>Locks a directory against other processes; the lock ends with <see cref="Release"/> or with the process.</summary>
    /// <returns>The handle, or null where another process has it.</returns>
    public static int? TryLock(string directory)
    {
        var handle = Open(directory);
        if (flock(handle, LockExclusively | LockWithoutWaiting) == 0)
        {
            return handle;
        }

        var fault = Marshal.GetLastPInvokeError() == WouldBlock ? null : Fault(directory);
        Check(close(handle), directory);
        return fault is null ? null : throw fault;
    }

    /// <summary>Ends a lock: also where a process that is just being started still has a copy of the handle.</summary>
    public static void Release(int handle)
    {
        Check(flock(handle, Unlock), "lock");
        Check(close(handle), "lock");
    }

    /// <summary>Not passed on to child processes.</summary>
    private static int Open(string directory)
    {
        const int ReadOnly = 0, CloseOnExecute = 0x80000;
        var handle = open(directory, OperatingSystem.IsLinux() ? ReadOnly | CloseOnExecute : ReadOnly);
        return handle >= 0 ? handle : throw Fault(directory);
    }

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw Fault(path);
        }
    }

    private static IOException Fault(string path) => new($"{Marshal.GetLastPInvokeErrorMessage()} ('{path}')", Marshal.GetLastPInvokeError());

#pragma warning disable SYSLIB1054, CA2101, IDE1006 // Source-generated calls need unsafe code; file names are UTF-8 here; the names are the library's.
    [DllImport("libc", SetLastError = true)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", SetLastError = true)]
    private static extern int renameat2(int fromDirectory, [MarshalAs(UnmanagedType.LPUTF8Str)] string from, int toDirectory, [MarshalAs(UnmanagedType.LPUTF8Str)] string to, uint flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(int handle, int operation);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int handle);
#pragma warning restore SYSLIB1054, CA2101, IDE1006
}
