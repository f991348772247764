using System.ComponentModel.DataAnnotations;
using Microsoft.OpenApi;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>At least one value of the vocabulary of the <see cref="ToolFacet"/> with the property's name, and none twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FacetValuesAttribute : ValidationAttribute, ISchemaRule
{
    public void Describe(OpenApiSchema schema, string property)
    {
        schema.MinItems = 1;
        schema.UniqueItems = true;
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ToolFacet.Named(property).Vocabulary] };
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var facet = ToolFacet.Named(validationContext.MemberName!);
        var values = (IReadOnlyList<string>)value!;
        return (values.Except(facet.Vocabulary).FirstOrDefault(), values) switch
        {
            (_, []) => new ValidationResult($"{facet.Name} must have at least one value"),
            ({ } unknown, _) => new ValidationResult($"{facet.Name} must not contain '{unknown}'; the valid values are {string.Join(", ", facet.Vocabulary)}"),
            _ when values.Distinct().Count() < values.Count => new ValidationResult($"{facet.Name} must not repeat a value"),
            _ => null,
        };
    }
}
