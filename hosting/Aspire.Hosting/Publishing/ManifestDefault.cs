using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes what stands in where a parameter has no value.</summary>
internal static class ManifestDefault
{
    public static void Write(Utf8JsonWriter json, ParameterDefault? value)
    {
        switch (value)
        {
            case GenerateParameterDefault generated:
                json.WriteStartObject("default");
                WriteGenerated(json, generated);
                json.WriteEndObject();
                break;
            case ConstantParameterDefault { IsPublished: true } constant:
                json.WriteStartObject("default");
                json.WriteString("value", constant.GetDefaultValue());
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteGenerated(Utf8JsonWriter json, GenerateParameterDefault generated)
    {
        json.WriteStartObject("generate");
        json.WriteNumber("minLength", generated.MinLength);
        foreach (var (name, isAllowed) in new[] { ("lower", generated.Lower), ("upper", generated.Upper), ("numeric", generated.Numeric), ("special", generated.Special) })
        {
            if (!isAllowed)
            {
                json.WriteBoolean(name, false);
            }
        }

        foreach (var (name, least) in new[]
        {
            ("minLower", generated.MinLower), ("minUpper", generated.MinUpper), ("minNumeric", generated.MinNumeric), ("minSpecial", generated.MinSpecial),
        })
        {
            if (least > 0)
            {
                json.WriteNumber(name, least);
            }
        }

        json.WriteEndObject();
    }
}
