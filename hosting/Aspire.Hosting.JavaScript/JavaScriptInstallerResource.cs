using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>Installs the packages of a JavaScript application and ends.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="workingDirectory">The folder of the application's <c>package.json</c>.</param>
public class JavaScriptInstallerResource(string name, string workingDirectory) : ExecutableResource(name, "npm", workingDirectory);
