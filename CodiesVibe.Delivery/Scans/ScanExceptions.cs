using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodiesVibe.Delivery.Scans;

/// <summary>Findings that somebody has looked at and accepts for a time: the committed file.</summary>
/// <param name="Exceptions">All of them.</param>
public sealed record ScanExceptions(IReadOnlyList<AcceptedFinding> Exceptions)
{
    /// <summary>Its name, in the repository's root.</summary>
    public const string FileName = "scan-exceptions.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="DeliveryException">It is missing, or an exception in it lacks what makes it one.</exception>
    public static ScanExceptions Read(string root)
    {
        var path = Path.Combine(root, FileName);
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"'{path}' cannot be read: {exception.Message} Restore it with 'git checkout -- {FileName}'; without exceptions it is '{{ \"exceptions\": [] }}'.");
        }
    }

    /// <exception cref="DeliveryException">An exception in it lacks what makes it one.</exception>
    public static ScanExceptions Parse(string text)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ScanExceptions>(text, s_json) ?? throw new JsonException("It is null.");
            var blank = file.Exceptions.FirstOrDefault(exception => new[] { exception.Advisory, exception.Package, exception.Reason, exception.By }.Any(string.IsNullOrWhiteSpace));
            return blank is null ? file : throw new JsonException($"The exception for '{blank.Advisory}' in '{blank.Package}' has an empty field.");
        }
        catch (JsonException exception)
        {
            throw new DeliveryException($"'{FileName}' is not valid: {exception.Message} Each exception has 'advisory', 'package', 'reason', 'by' and 'expires' (a day, for example \"2026-12-31\").");
        }
    }

    /// <summary>The exception for a finding that expires last, or null.</summary>
    internal AcceptedFinding? For(Finding finding) => Exceptions.Where(exception => exception.Covers(finding)).MaxBy(exception => exception.Expires);
}

/// <summary>A finding that somebody accepts for a time.</summary>
/// <param name="Advisory">The number of the advisory.</param>
/// <param name="Package">The package.</param>
/// <param name="Reason">Why it does no harm, for whoever reads this later.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Expires">The last day on which it holds, in UTC.</param>
public sealed record AcceptedFinding(string Advisory, string Package, string Reason, string By, DateOnly Expires)
{
    internal bool Covers(Finding finding) =>
        Advisory.Equals(finding.Advisory, StringComparison.OrdinalIgnoreCase) && Package.Equals(finding.Package, StringComparison.OrdinalIgnoreCase);
}
