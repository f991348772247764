namespace CodiesVibe.Api.Features.Submissions;

/// <summary>Why a submission is rejected.</summary>
/// <param name="Reason">10 to 500 characters; the contributor reads it.</param>
internal sealed record Rejection(string Reason)
{
    private const int Min = 10;
    private const int Max = 500;

    public void Check(IDictionary<string, string[]> errors)
    {
        if (Reason.Trim().Length < Min || Reason.Length > Max)
        {
            errors["reason"] = [$"reason must have {Min} to {Max} characters."];
        }
    }
}
