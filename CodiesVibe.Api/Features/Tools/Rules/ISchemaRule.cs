using Microsoft.OpenApi;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>A rule of our own that the description of the API states too; it states those of the framework by itself.</summary>
internal interface ISchemaRule
{
    /// <param name="schema">The schema of the property.</param>
    /// <param name="property">Its name in JSON.</param>
    void Describe(OpenApiSchema schema, string property);
}
