using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Projects;

/// <summary>How a project is to be run, by its <c>launchSettings.json</c>.</summary>
/// <param name="Name">Name of the profile.</param>
/// <param name="ApplicationUrls">The addresses that it asks for.</param>
/// <param name="LaunchUrl">The page to open, relative or absolute.</param>
/// <param name="EnvironmentVariables">Its environment.</param>
/// <param name="CommandLineArgs">Its arguments, as one line.</param>
internal sealed record LaunchProfile(
    string Name, IReadOnlyList<Uri> ApplicationUrls, string? LaunchUrl,
    IReadOnlyDictionary<string, string> EnvironmentVariables, string? CommandLineArgs) : IResourceAnnotation;
