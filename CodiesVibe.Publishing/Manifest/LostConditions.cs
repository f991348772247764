using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>
/// Aspire writes the result of a conditional expression as a value that others refer to. Where the expression is the whole of a variable or an
/// argument, Aspire 13.6 writes an empty text there in place of the reference, so only the value that nothing refers to tells of it.
/// </summary>
internal static partial class LostConditions
{
    [GeneratedRegex(@"^cond-.+-[0-9a-f]{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResultName { get; }

    /// <exception cref="PublishingException">The manifest has lost a conditional expression.</exception>
    public static void Refuse(ManifestDocument document)
    {
        if (document.Resources.Values.FirstOrDefault(resource => resource.Type == "value.v0" && ResultName.IsMatch(resource.Name) && !document.Contains($"{resource.Name}.connectionString")) is { } lost)
        {
            throw lost.Fault("holds the result of a conditional expression that nothing refers to, because Aspire writes an empty text where such an expression is a whole value. Make it a part of another expression, ReferenceExpression.Create($\"{condition}\")");
        }
    }
}
