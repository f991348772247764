#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host publishes; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The output of a step, visible with the aspire command-line tool and without it.</summary>
internal static class StepOutput
{
    /// <summary>Reports progress, or a line of the result.</summary>
    public static void Report(this PipelineStepContext context, string line)
    {
        if (CommandLineTool.IsAttached)
        {
            context.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodiesVibe").LogInformation("{Line}", line);
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Adds to the summary at the end. The tool prints it; without the tool it is a line like the others.</summary>
    public static void Summarize(this PipelineStepContext context, string name, string value)
    {
        context.Summary.Add(name, value);
        if (!CommandLineTool.IsAttached)
        {
            context.Report($"{name}: {value}");
        }
    }
}
