namespace Aspire.Hosting.ApplicationModel;

/// <summary>The types of resource that the dashboard knows by name.</summary>
internal static class KnownResourceTypes
{
    public const string Project = "Project";
    public const string Executable = "Executable";
    public const string Container = "Container";
    public const string Parameter = "Parameter";
    public const string ConnectionString = "ConnectionString";
}
