namespace CodiesVibe.Delivery;

/// <summary>A website that does not answer with success.</summary>
/// <param name="Slug">The tool.</param>
/// <param name="Website">Its website.</param>
/// <param name="What">What came instead.</param>
/// <param name="IsRefusal">Whether the website is there but refuses programs, so that a person has to look.</param>
internal sealed record UnansweredLink(string Slug, Uri Website, string What, bool IsRefusal)
{
    public override string ToString() => $"{Slug}: {Website} ({What})";
}
