using System.ComponentModel.DataAnnotations;
using Microsoft.OpenApi;

namespace CodiesVibe.Api.Features.Tools.Rules;

/// <summary>An absolute URL of the web, so that a page may link to it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpUrlAttribute() : ValidationAttribute("{0} must be an absolute http or https URL"), ISchemaRule
{
    public override bool IsValid(object? value) =>
        Uri.TryCreate(value as string, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    public void Describe(OpenApiSchema schema, string property) => schema.Format = "uri";
}
