namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that runs on this machine.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program: a path, or a name that is looked up in PATH.</param>
/// <param name="workingDirectory">Where it runs.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program.</summary>
    public string Command { get; internal set; } = command;

    /// <summary>Where it runs.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
