using System.Text.Json;

namespace CodiesVibe.Delivery.Licences;

/// <summary>Which licences packages may have.</summary>
/// <param name="Allowed">Expressions of SPDX.</param>
/// <param name="Reviewed">What people have read, where a package states no expression.</param>
public sealed record LicencePolicy(IReadOnlyList<string> Allowed, IReadOnlyList<ReviewedLicence> Reviewed)
{
    /// <summary>The file, in the root of the repository.</summary>
    public const string FileName = "licences.json";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads it.</summary>
    /// <exception cref="DeliveryException">It is missing, or something in it is.</exception>
    public static LicencePolicy Read(string root)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(root, FileName)));
        }
        catch (FileNotFoundException)
        {
            throw new DeliveryException($"'{FileName}' does not exist in '{root}'. It lists the licences that packages may have; take it from the repository.");
        }
    }

    /// <inheritdoc cref="Read"/>
    public static LicencePolicy Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<LicencePolicy>(text, s_options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new DeliveryException($"'{FileName}' is not correct: {exception.Message} It has 'allowed', a list of licences, and 'reviewed', each with 'package', 'evidence' and 'licence'.");
        }
    }

    /// <summary>The packages whose licence is not allowed, or is not known.</summary>
    public IReadOnlyList<PackageLicence> Refused(IEnumerable<PackageLicence> packages) =>
        [.. packages.Where(package => !Allowed.Contains(LicenceOf(package), StringComparer.Ordinal)).Distinct().OrderBy(package => package.ToString(), StringComparer.Ordinal)];

    /// <summary>Stops a delivery.</summary>
    /// <exception cref="DeliveryException">Names every package that may not be used.</exception>
    public void Require(IEnumerable<PackageLicence> packages)
    {
        if (Refused(packages) is { Count: > 0 } refused)
        {
            throw new DeliveryException(
                $"{refused.Count} {(refused.Count == 1 ? "package has a licence" : "packages have licences")} that '{FileName}' does not allow:\n{string.Join('\n', refused.Select(package => $"  {package}"))}\n"
                + "Use other packages. Where a licence may be used, add it to 'allowed'; where a package states none, read what it has and add that to 'reviewed'.");
        }
    }

    /// <summary>What was reviewed holds as long as the package shows the same.</summary>
    private string? LicenceOf(PackageLicence package) =>
        package.Expression ?? Reviewed.FirstOrDefault(reviewed => reviewed.Package == package.Package && reviewed.Evidence == package.Evidence)?.Licence;
}

/// <summary>The licence of a package that states none as an expression.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Evidence">What the package has: the name and hash of a file, or an address; null where it has nothing.</param>
/// <param name="Licence">The licence that this is.</param>
public sealed record ReviewedLicence(string Package, string? Evidence, string Licence);
