using System.Reflection;

namespace Aspire.Hosting;

/// <summary>An app host that cannot go on says why in one line and exits with 1, in place of a stack trace and a core dump.</summary>
internal static class FailureReport
{
    private static int installed;

    public static void Install(Assembly? appHost)
    {
        // A test that hosts an application gets the exception itself.
        if (!AppHostMetadata.IsProgram(appHost) || Interlocked.Exchange(ref installed, 1) == 1)
        {
            return;
        }

        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            var root = Root((Exception)e.ExceptionObject);
            if (root is DistributedApplicationException or ArgumentException || IsRefusal(root))
            {
                Console.Error.WriteLine($"error: {root.Message}");
                Environment.Exit(1);
            }
        };
    }

    /// <summary>Whether a member of this library refused what it was called with, for which Aspire has this general type too.</summary>
    private static bool IsRefusal(Exception exception) => exception is InvalidOperationException && exception.Source == typeof(FailureReport).Assembly.GetName().Name;

    private static Exception Root(Exception exception) => exception is AggregateException { InnerExceptions.Count: 1 } aggregate ? Root(aggregate.InnerException!) : exception;
}
