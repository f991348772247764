using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>A JavaScript application that a package manager runs.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">The folder of the application's <c>package.json</c>.</param>
public class JavaScriptAppResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithServiceDiscovery;
