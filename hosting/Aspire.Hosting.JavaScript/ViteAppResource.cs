namespace Aspire.Hosting.JavaScript;

/// <summary>A Vite application, run by its development server.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">The folder of the application's <c>package.json</c>.</param>
public class ViteAppResource(string name, string command, string workingDirectory) : JavaScriptAppResource(name, command, workingDirectory);
