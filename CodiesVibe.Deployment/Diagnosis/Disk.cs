using System.Globalization;

namespace CodiesVibe.Deployment.Diagnosis;

/// <summary>A file system of the server that the deployment writes to.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="FreeMiB">The space that is free.</param>
/// <param name="FreeShare">The share of its space that is free, from 0 to 1.</param>
/// <param name="FreeInodeShare">The share of its inodes that is free; 1 where it has no fixed number of them.</param>
internal sealed record Disk(string Path, long FreeMiB, double FreeShare, double FreeInodeShare)
{
    /// <param name="lines">What <c>df -P</c> prints about paths, each line with <c>blocks</c> (of 1 KiB) or <c>inodes</c> before it.</param>
    public static IReadOnlyList<Disk> Parse(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Split(' ', 7, StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length == 7).ToList();
        var inodes = rows.Where(row => row[0] == "inodes").ToLookup(row => row[6], Share, StringComparer.Ordinal);
        return
        [
            .. rows.Where(row => row[0] == "blocks").DistinctBy(row => row[6])
                .Select(row => new Disk(row[6], Number(row[4]) / 1024, Share(row), inodes[row[6]].FirstOrDefault(1))),
        ];
    }

    // Of what is used or can be: a part may be kept for root.
    private static double Share(string[] row) => Number(row[3]) + Number(row[4]) is > 0 and var total ? Number(row[4]) / (double)total : 1;

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Math.Max(0, number) : 0;
}
