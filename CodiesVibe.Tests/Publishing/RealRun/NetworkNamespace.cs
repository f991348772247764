using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Code in another network namespace.</summary>
internal static class NetworkNamespace
{
    private const int Network = 0x40000000; // CLONE_NEWNET

    /// <summary>Runs code on a separate thread inside the namespace: a socket stays where it was created.</summary>
    /// <param name="file">The namespace, as /proc names it.</param>
    /// <param name="create">The code.</param>
    public static T Enter<T>(string file, Func<T> create)
    {
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle(file);
                result.SetResult(SetNamespace(handle.DangerousGetHandle().ToInt32(), Network) == 0
                    ? create()
                    : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"setns {file}: {Marshal.GetLastPInvokeErrorMessage()}"));
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(int file, int type);
}
