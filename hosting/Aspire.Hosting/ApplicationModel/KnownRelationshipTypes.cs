namespace Aspire.Hosting.ApplicationModel;

/// <summary>The kinds of relationship that the host itself states.</summary>
internal static class KnownRelationshipTypes
{
    public const string Reference = "Reference";
    public const string WaitFor = "WaitFor";
    public const string Parent = "Parent";
}
