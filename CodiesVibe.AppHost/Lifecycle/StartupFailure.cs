using System.Reflection;
using CodiesVibe.Deployment;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Reports what keeps this program from running: one line, exit code 1, instead of a stack trace and 134.</summary>
internal static class StartupFailure
{
    /// <summary>From now on an exception that nobody handles ends the program with that line. A test that hosts the model in its own process stays as it is.</summary>
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
            // Written for whoever deploys, line by line.
            if (cause is DeploymentException)
            {
                return cause.Message;
            }
        }

        return (failure is DistributedApplicationException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}").ReplaceLineEndings(" ");
    }
}
