using Microsoft.AspNetCore.OpenApi;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>Puts each <see cref="ISchemaRule"/> into the description of the API.</summary>
internal static class RuleSchemas
{
    public static void AddRuleSchemas(this OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonPropertyInfo is { AttributeProvider: { } attributes } property)
        {
            foreach (var rule in attributes.GetCustomAttributes(inherit: true).OfType<ISchemaRule>())
            {
                rule.Describe(schema, property.Name);
            }
        }

        return Task.CompletedTask;
    });
}
