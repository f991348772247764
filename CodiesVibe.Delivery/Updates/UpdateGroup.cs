namespace CodiesVibe.Delivery.Updates;

/// <summary>Updates that are proposed together, in one branch and one pull request.</summary>
/// <param name="Source">Where the packages come from.</param>
/// <param name="IsSecurity">Whether each of them has a known vulnerability in the version that is used.</param>
/// <param name="Updates">What is raised; at least one.</param>
/// <param name="NewMajors">What is not raised, because it is a new major version.</param>
public sealed record UpdateGroup(PackageSource Source, bool IsSecurity, IReadOnlyList<PackageUpdate> Updates, IReadOnlyList<PackageUpdate> NewMajors)
{
    /// <summary>Its name, for people and in the branch.</summary>
    public string Name => $"{Source.ToString().ToLowerInvariant()}{(IsSecurity ? "-security" : "")}";

    /// <summary>The branch.</summary>
    public string Branch => $"updates/{Name}";

    /// <summary>The title of its pull request and of its commit.</summary>
    public string Title => $"{(IsSecurity ? "Vulnerable packages" : "Packages")} of {Source} are raised: {(Updates is [var only] ? only : $"{Updates.Count} of them")}";

    /// <summary>What the pull request says.</summary>
    public string Body => $"""
        {(IsSecurity ? "The versions that are used have known vulnerabilities." : "There are newer versions within the same major version.")} The vulnerabilities and licences of the packages were examined with these versions.

        | package | from | to |
        |---|---|---|
        {string.Join('\n', Updates.Select(update => $"| {update.Package} | {update.From} | {update.To} |"))}
        {(NewMajors.Count == 0 ? "" : $"\nNot raised, because a new major version may need changes: {string.Join(", ", NewMajors)}.\n")}
        """;

    /// <summary>The groups of a source, what is vulnerable first.</summary>
    /// <param name="source">The source.</param>
    /// <param name="updates">All newer versions.</param>
    /// <param name="vulnerable">The names of packages with a known vulnerability.</param>
    public static IReadOnlyList<UpdateGroup> Of(PackageSource source, IReadOnlyList<PackageUpdate> updates, IReadOnlyCollection<string> vulnerable)
    {
        var majors = updates.Where(update => !update.KeepsMajor).ToList();
        return
        [
            .. updates.Where(update => update.KeepsMajor).GroupBy(update => vulnerable.Contains(update.Package, StringComparer.OrdinalIgnoreCase))
                .OrderByDescending(group => group.Key).Select(group => new UpdateGroup(source, group.Key, [.. group], majors)),
        ];
    }
}

/// <summary>Where packages come from.</summary>
public enum PackageSource
{
    /// <summary>Those of .NET.</summary>
    NuGet,

    /// <summary>Those of the front end.</summary>
    Npm,
}
