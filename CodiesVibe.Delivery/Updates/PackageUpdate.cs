namespace CodiesVibe.Delivery.Updates;

/// <summary>A package of which there is a newer version.</summary>
/// <param name="Package">Its name.</param>
/// <param name="From">The version that is used.</param>
/// <param name="To">The newest version.</param>
public sealed record PackageUpdate(string Package, string From, string To)
{
    /// <summary>Whether it is raised by itself: a new major version may need changes that a person makes.</summary>
    public bool KeepsMajor => NumberOf(From) is { } from && NumberOf(To) is { } to && from.Major == to.Major;

    /// <summary>Whether there is anything to raise. Whoever uses a pre-release may be ahead of the newest finished version.</summary>
    public bool IsNewer => NumberOf(From) is { } from && NumberOf(To) is { } to && (to > from || (to == from && From.Contains('-', StringComparison.Ordinal) && !To.Contains('-', StringComparison.Ordinal)));

    /// <summary>For people, in one line.</summary>
    public override string ToString() => $"{Package} {From} → {To}";

    /// <summary>Null where the text is no version, such as "Not found at the sources".</summary>
    private static Version? NumberOf(string version) => Version.TryParse(version.Split('-', '+')[0], out var number) ? number : null;
}
