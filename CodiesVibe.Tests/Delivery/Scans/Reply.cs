using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>Replies of scanners, which no test can ask here: this feed serves no advisories, and there is no Trivy.</summary>
internal static class Reply
{
    /// <param name="name">
    /// The file: <c>recorded-*</c> is what a tool printed, with local paths and addresses of registries shortened; <c>composed-*</c> is written by hand in the form
    /// that the tool documents.
    /// </param>
    public static string Read(string name) => File.ReadAllText(Repository.Source($"CodiesVibe.Tests/Delivery/Scans/Replies/{name}.json"));
}
