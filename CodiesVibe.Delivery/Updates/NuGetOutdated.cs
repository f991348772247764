using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery.Updates;

/// <summary>Reads what <c>dotnet package list --outdated --format json</c> prints.</summary>
public static class NuGetOutdated
{
    internal const string Tool = "dotnet package list --outdated";

    /// <summary>Every package once, whichever projects use it.</summary>
    /// <exception cref="DeliveryException">The reply is not understood, or says that a project was not read.</exception>
    public static IReadOnlyList<PackageUpdate> Parse(string text)
    {
        var reply = ScanReply.Read<Reply>(Tool, text);
        if (reply.Problems?.FirstOrDefault(problem => problem.Level == "error") is { } error)
        {
            throw new DeliveryException($"'{Tool}' could not read '{error.Project}': {error.Text} Run 'dotnet restore', and try again.");
        }

        return
        [
            .. (from project in reply.Projects
                from framework in project.Frameworks ?? []
                from package in framework.TopLevelPackages ?? []
                select new PackageUpdate(package.Id, package.ResolvedVersion, package.LatestVersion))
                .Distinct().Where(update => update.IsNewer).OrderBy(update => update.Package, StringComparer.Ordinal),
        ];
    }

    private sealed record Reply(IReadOnlyList<Project> Projects, IReadOnlyList<Problem>? Problems = null);

    private sealed record Problem(string? Project = null, string? Level = null, string? Text = null);

    private sealed record Project(string Path, IReadOnlyList<Packages>? Frameworks = null);

    private sealed record Packages(IReadOnlyList<Package>? TopLevelPackages = null);

    private sealed record Package(string Id, string ResolvedVersion, string LatestVersion);
}
