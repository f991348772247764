using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Tests.Api.Tools;

internal static class Samples
{
    /// <summary>A tool that keeps all rules.</summary>
    public static readonly Tool Valid = new()
    {
        Slug = "sample-tool",
        Name = "Sample Tool",
        Website = "https://sample.example",
        Description = "Completes lines of code in an editor, for the purposes of this test.",
        Pricing = ["free"],
        Interface = ["cli", "web"],
        Functionality = ["code-completion"],
        Deployment = ["local"],
    };
}
