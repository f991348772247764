using System.Text.RegularExpressions;

namespace CodiesVibe.Deployment.Images;

/// <summary>What it means when a registry does not take an image.</summary>
internal static partial class PushRefusal
{
    /// <summary>The cause, what the engine said, and the remedy.</summary>
    /// <param name="image">The image, with its tag.</param>
    /// <param name="said">What the engine said.</param>
    public static string Explain(string image, string said)
    {
        var (cause, remedy) = Of(said);
        return $"The image '{image}' was not pushed: {cause}. The engine says: {said.TrimEnd('.')}. {remedy}";
    }

    private static (string Cause, string Remedy) Of(string said) => said switch
    {
        // Before the others: the page itself may say anything.
        _ when WebPage.IsMatch(said) => ("what answers under this name is a web page and not a registry", "Correct Deploy:Registry, or look what stands in front of the registry."),
        _ when Full.IsMatch(said) => ("the registry has no space left for it", "Remove old images from the registry, or raise its quota."),
        _ when Denied.IsMatch(said) => ("the registry does not let this account push", "Give Deploy:RegistryUser and Deploy:RegistryTokenFile of an account that may write packages."),
        _ when PullRetry.IsTransient(said) => ("the registry did not answer in time, or failed", "Try again when it answers."),
        _ => ("the registry does not accept it", "Look at the lines above."),
    };

    [GeneratedRegex(@"invalid character '<'|<html|<!doctype", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WebPage { get; }

    [GeneratedRegex(@"\bquota|no space left|insufficient storage|\b507\b|\b413\b|entity too large|storage limit", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Full { get; }

    [GeneratedRegex(@"\bdenied\b|\bunauthorized\b|authentication required|no basic auth credentials|insufficient_scope|\bforbidden\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied { get; }
}
