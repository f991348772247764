using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>Checks a tool against the attributes of <see cref="Tool"/>, and against what holds between its properties.</summary>
internal static class ToolRules
{
    private static readonly IReadOnlyList<(PropertyInfo Property, string Name, ValidationAttribute[] Attributes)> s_rules =
    [
        .. typeof(Tool).GetProperties().Select(property =>
            (property, JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetCustomAttributes<ValidationAttribute>().ToArray())),
    ];

    /// <summary>One sentence for each rule that the tool breaks, beginning with the property's name in JSON.</summary>
    public static IEnumerable<string> Violations(Tool tool)
    {
        foreach (var (property, name, attributes) in s_rules)
        {
            var context = new ValidationContext(tool) { MemberName = name, DisplayName = name };
            foreach (var violation in attributes.Select(attribute => attribute.GetValidationResult(property.GetValue(tool), context)))
            {
                if (violation is not null)
                {
                    yield return violation.ErrorMessage!;
                }
            }
        }

        if (tool.Rating == 0 != (tool.ReviewCount == 0))
        {
            yield return "rating must be 0 exactly when reviewCount is 0";
        }
    }
}
