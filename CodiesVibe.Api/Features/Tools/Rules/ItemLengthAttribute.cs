using System.ComponentModel.DataAnnotations;
using Microsoft.OpenApi;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>Different texts that are not blank.</summary>
/// <param name="max">The number of characters that each may have.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ItemLengthAttribute(int max)
    : ValidationAttribute($"{{0}} must have different texts of 1 to {max} characters, without leading or trailing spaces"), ISchemaRule
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyList<string> items
        && items.All(item => item.Length > 0 && item.Length <= max && item.AsSpan().Trim().Length == item.Length)
        && items.Distinct().Count() == items.Count;

    public void Describe(OpenApiSchema schema, string property)
    {
        schema.UniqueItems = true;
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = max };
    }
}
