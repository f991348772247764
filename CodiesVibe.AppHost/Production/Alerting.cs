using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.AppHost.Production;

/// <summary>Who is told of alerts by e-mail. Yours go here; publish again afterwards.</summary>
internal static class Alerting
{
    public static readonly AlertFacts Mail = new(
        To: "operations@codiesvibe.example", From: "alerts@codiesvibe.example", Smarthost: "smtp.codiesvibe.example:587", User: "alerts@codiesvibe.example");
}
