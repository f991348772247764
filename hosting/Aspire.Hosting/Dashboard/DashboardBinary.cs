namespace Aspire.Hosting.Dashboard;

/// <summary>The program that is the dashboard: in the bundle one role of a larger binary, else a program of its own.</summary>
internal static class DashboardBinary
{
    private const string BundleName = "aspire-managed";

    /// <summary>The bundle's binary has several roles and must be told which.</summary>
    public static bool IsBundle(string file) => Path.GetFileNameWithoutExtension(file) == BundleName;

    /// <param name="path">The binary or the folder it lies in.</param>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public static string Find(string? path)
    {
        if (path is null)
        {
            throw new DistributedApplicationException(
                "No dashboard is configured. Set the environment variable ASPIRE_DASHBOARD_PATH to the binary, or build the AppHost again.");
        }

        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        string[] candidates = [path, Path.Combine(path, BundleName + extension), Path.Combine(path, "Aspire.Dashboard" + extension)];
        return candidates.FirstOrDefault(File.Exists) ?? throw new DistributedApplicationException(
            $"There is no dashboard at '{path}'. Set the environment variable ASPIRE_DASHBOARD_PATH to the binary or its folder.");
    }
}
