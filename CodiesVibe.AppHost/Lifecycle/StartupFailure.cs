using System.Reflection;
using CodiesVibe.Deployment;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Reports the error that prevents the start in one line and with exit code 1, instead of a stack trace and exit code 134.</summary>
internal static class StartupFailure
{
    /// <summary>From now on an unhandled exception ends the program with that line. A test that hosts the model in its own process is not affected.</summary>
    public static void ExplainUnhandled()
    {
        if (Assembly.GetEntryAssembly() == typeof(StartupFailure).Assembly)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                Print((Exception)unhandled.ExceptionObject);
                Environment.Exit(1);
            };
        }
    }

    public static void Print(Exception failure) => Console.Error.WriteLine($"error: {Explain(failure)}");

    private static string Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // Its lines are written for the person who deploys.
            if (cause is DeploymentException)
            {
                return cause.Message;
            }
        }

        return (failure is DistributedApplicationException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}").ReplaceLineEndings(" ");
    }
}
