using System.Text.RegularExpressions;

namespace CodiesVibe.Delivery.Updates;

/// <summary>Raises versions in the files that state them, and leaves everything else in them as it is.</summary>
public static class VersionFiles
{
    /// <summary>The list of the packages of NuGet.</summary>
    public const string NuGet = "Directory.Packages.props";

    /// <summary>Raises versions in <see cref="NuGet"/>.</summary>
    /// <exception cref="DeliveryException">It does not state one of them.</exception>
    public static string RaiseNuGet(string text, IEnumerable<PackageUpdate> updates) => Raise(
        text, NuGet, updates, update => $"""(<PackageVersion Include="{Regex.Escape(update.Package)}" Version="){Regex.Escape(update.From)}(")""");

    /// <summary>Raises versions in <c>package.json</c>.</summary>
    /// <exception cref="DeliveryException">It does not state one of them.</exception>
    public static string RaiseNpm(string text, IEnumerable<PackageUpdate> updates) => Raise(
        text, "package.json", updates, update => $"""("{Regex.Escape(update.Package)}": "){Regex.Escape(update.From)}(")""");

    private static string Raise(string text, string file, IEnumerable<PackageUpdate> updates, Func<PackageUpdate, string> pattern) => updates.Aggregate(text, (raised, update) =>
    {
        var place = new Regex(pattern(update), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        return place.IsMatch(raised)
            ? place.Replace(raised, match => $"{match.Groups[1].Value}{update.To}{match.Groups[2].Value}")
            : throw new DeliveryException($"'{file}' does not state {update.Package} as '{update.From}', so it cannot be raised. State its exact version there.");
    });
}
