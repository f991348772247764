namespace CodiesVibe.Delivery.Scans;

/// <summary>Reads what <c>dotnet package list --vulnerable --format json</c> prints.</summary>
public static class NuGetReport
{
    /// <summary>The command, for messages.</summary>
    internal const string Tool = "dotnet package list --vulnerable";

    /// <summary>Every finding once. The command prints none too where its source has no advisories: see <see cref="Canary"/>.</summary>
    /// <exception cref="DeliveryException">The reply is not understood, or says that a project was not read.</exception>
    public static IReadOnlyList<Finding> Parse(string text)
    {
        var reply = ScanReply.Read<Reply>(Tool, text);
        if (reply.Problems?.FirstOrDefault(problem => problem.Level == "error") is { } error)
        {
            throw new DeliveryException($"'{Tool}' could not read '{error.Project}': {error.Text} Run 'dotnet restore', then scan again.");
        }

        if (reply.Projects is not { Count: > 0 } projects)
        {
            throw ScanReply.Unreadable(Tool, "it names no project.");
        }

        return
        [
            .. from project in projects
               from framework in project.Frameworks ?? []
               from package in (framework.TopLevelPackages ?? []).Concat(framework.TransitivePackages ?? [])
               from vulnerability in package.Vulnerabilities ?? []
               select new Finding(
                   ScanReply.AdvisoryOf(vulnerability.AdvisoryUrl), package.Id, package.ResolvedVersion, ScanReply.SeverityOf(Tool, vulnerability.Severity), Path.GetFileName(project.Path)),
        ];
    }

    private sealed record Reply(IReadOnlyList<Problem>? Problems = null, IReadOnlyList<Project>? Projects = null);

    private sealed record Problem(string? Project = null, string? Level = null, string? Text = null);

    private sealed record Project(string Path, IReadOnlyList<Packages>? Frameworks = null);

    private sealed record Packages(IReadOnlyList<Package>? TopLevelPackages = null, IReadOnlyList<Package>? TransitivePackages = null);

    private sealed record Package(string Id, string ResolvedVersion, IReadOnlyList<Vulnerability>? Vulnerabilities = null);

    private sealed record Vulnerability(string Severity, string AdvisoryUrl);
}
