using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dcp;

/// <summary>Finds the files of the engine and of the dashboard, which belong to the Aspire CLI's bundle.</summary>
/// <param name="configuration">Where settings are looked up; it must include the environment variables.</param>
/// <param name="appHost">The assembly whose metadata says where the build put the files, if there is one.</param>
/// <param name="home">The folder whose <c>.aspire/bundle</c> is the last resort.</param>
internal sealed class DcpLocator(IConfiguration configuration, Assembly? appHost, string home)
{
    private const string BundleVariable = "AspireCliBundlePath";

    private sealed record Binary(
        string Title, string Folder, string Name, string Variable, string Setting, string Metadata)
    {
        public string FileName { get; } = OperatingSystem.IsWindows() ? Name + ".exe" : Name;

        public string InBundle(string bundle) => Path.Combine(bundle, Folder, FileName);
    }

    private static readonly Binary s_engine = new(
        "engine (dcp)", "dcp", "dcp", "ASPIRE_DCP_PATH", "DcpPublisher:CliPath", "dcpclipath");

    private static readonly Binary s_dashboard = new(
        "dashboard (aspire-managed)", "managed", "aspire-managed",
        "ASPIRE_DASHBOARD_PATH", "DcpPublisher:DashboardPath", "aspiredashboardpath");

    /// <summary>The full path of the engine's program.</summary>
    /// <exception cref="DistributedApplicationException">It is nowhere, or not where a setting says.</exception>
    public string FindEngine() => Find(s_engine);

    /// <summary>The full path of the program that holds the dashboard.</summary>
    /// <exception cref="DistributedApplicationException">It is nowhere, or not where a setting says.</exception>
    public string FindDashboard() => Find(s_dashboard);

    /// <summary>Refuses a setting that names a dashboard which is not there. One that nobody named is missed later, and stops nothing.</summary>
    /// <exception cref="DistributedApplicationException">The file is not there.</exception>
    public void RefuseMissingDashboard() => _ = Named(s_dashboard);

    private string Find(Binary binary)
    {
        var built = BuiltIn(binary);
        var inHome = binary.InBundle(Path.Combine(home, ".aspire", "bundle"));
        return Named(binary)
            ?? (File.Exists(built) ? built : null)
            ?? Named(binary, BundleVariable)
            ?? (File.Exists(inHome) ? inHome : null)
            ?? throw new DistributedApplicationException(
                $"The {binary.Title} was not found. Looked at: {binary.Variable} (not set), {binary.Setting} (not set), "
                + $"the AppHost's build ({built ?? "names no file"}), {BundleVariable} (not set), '{inHome}'. "
                + $"Build the AppHost again, install the Aspire CLI, or set {binary.Variable} to the file.");
    }

    private string? Named(Binary binary) => Named(binary, binary.Variable) ?? Named(binary, binary.Setting);

    /// <summary>What a setting names explicitly must exist: falling back would run something else than asked for.</summary>
    private string? Named(Binary binary, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } value)
        {
            return null;
        }
        var path = Path.GetFullPath(
            setting == BundleVariable ? binary.InBundle(value)
            : Directory.Exists(value) ? Path.Combine(value, binary.FileName)
            : value);
        return File.Exists(path)
            ? path
            : throw new DistributedApplicationException(
                $"The {binary.Title} is not at '{path}', where {setting} says it is. Correct or remove {setting}.");
    }

    private string? BuiltIn(Binary binary) => appHost?
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key.Equals(binary.Metadata, StringComparison.OrdinalIgnoreCase))?
        .Value;
}
