using System.Globalization;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>The number of a page of submissions, in a query string.</summary>
internal static class PageNumber
{
    private const int Max = 10_000;

    /// <summary>1 if it is left out; <paramref name="errors"/> gets a sentence if it is not valid.</summary>
    public static int Read(string? text, IDictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return 1;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Max)
        {
            errors["page"] = [$"page must be a whole number from 1 to {Max}."];
        }

        return number;
    }
}
