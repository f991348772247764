using System.Net;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>The facts have the forms that everything written from them relies on, so that no text becomes more than a text.</summary>
internal static partial class FactCheck
{
    /// <exception cref="PublishingException">A fact has another form; the message names it and the service.</exception>
    public static void Run(ProductionFacts facts)
    {
        const string Subject = "production";
        Check(Subject, "system", Name, facts.System);
        Check(Subject, "networks", Name, [.. facts.Networks.Keys]);
        Check(Subject, "memoryVolumes", Name, [.. facts.MemoryVolumes.Keys]);
        if (facts.Proxies is { } proxies)
        {
            Check(Subject, "proxies", HeaderName, proxies.Header);
            Check(Subject, "proxies", Sentence, proxies.Source);
            if (proxies.Networks.FirstOrDefault(network => !IPNetwork.TryParse(network, out _)) is { } wrong)
            {
                throw new PublishingException($"The fact 'proxies' of '{Subject}' contains '{wrong}', which is not a valid network in CIDR notation. Correct it in the app host.");
            }
        }

        foreach (var (name, service) in facts.Services)
        {
            Check(name, service);
        }
    }

    private static void Check(string name, ServiceFacts facts)
    {
        Check(name, "networks", Name, facts.Networks);
        Check(name, "external", Name, facts.External);
        Check(name, "user", User, facts.User ?? "0");
        Check(name, "tmpfs", Tmpfs, facts.Tmpfs);
        Check(name, "mounts", RelativePath, [.. facts.Mounts.Select(mount => mount.Source)]);
        Check(name, "mounts", AbsolutePath, [.. facts.Mounts.Select(mount => mount.Target)]);
        Check(name, "hostMounts", HostMount, facts.HostMounts);
        Check(name, "stopGrace", Duration, facts.StopGrace ?? "0s");
        Check(name, "profile", Name, facts.Profile ?? "none");
        Check(name, "scrape", UrlPath, facts.Scrape?.Path ?? "/");
        Check(name, "secretFiles", FileName, [.. facts.SecretFiles.Keys]);
        Check(name, "digest", Digest, facts.Digest ?? $"sha256:{new string('0', 64)}");
        if (facts.Build is { } build)
        {
            Check(name, "build", RelativePath, build.Dockerfile);
            Check(name, "build", Variable, build.Variable);
        }

        Check(name, "development", RelativePath, facts.Development?.Sources ?? []);
        Check(name, "waivers", Sentence, [.. facts.Waivers.Select(waiver => waiver.Reason), facts.StandIn ?? ""]);
        Check(
            name,
            "values",
            Text,
            [
                .. facts.Command ?? [], .. facts.Gate ?? [], .. facts.Environment.Values, .. facts.SecretFiles.Values,
                .. facts.Probe?.Test ?? [], .. facts.Development?.Environment.Values ?? Enumerable.Empty<string>(), .. facts.Development?.Probe?.Test ?? [],
            ]);
        var ports = facts.Published.Concat(facts.Development?.Ports ?? []).SelectMany(port => new[] { port.Host, port.Container }).Append(facts.Scrape?.Port ?? 1);
        if (ports.FirstOrDefault(port => port is < 1 or > 65535) is not 0 and var wrong)
        {
            throw new PublishingException($"The facts of '{name}' contain {wrong}, which is not a valid port (1-65535). Correct it in the app host.");
        }
    }

    private static void Check(string owner, string fact, Regex form, params IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            if (value is null || !form.IsMatch(value))
            {
                throw new PublishingException($"The fact '{fact}' of '{owner}' contains '{value ?? "null"}', which does not match {form}. Correct it in the app host.");
            }
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.-]{0,62}\z")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"^[A-Za-z0-9-]+\z")]
    private static partial Regex HeaderName { get; }

    [GeneratedRegex(@"^[0-9]+(:[0-9]+)?\z")]
    private static partial Regex User { get; }

    [GeneratedRegex(@"^(/[A-Za-z0-9_.-]+)+(:[a-z0-9=,]+)?\z")]
    private static partial Regex Tmpfs { get; }

    [GeneratedRegex(@"^(?!.*(^|/)\.\.?(/|\z))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z")]
    private static partial Regex RelativePath { get; }

    [GeneratedRegex(@"^(?!.*/\.\.?(/|\z))(/[A-Za-z0-9_.-]+)+\z")]
    private static partial Regex AbsolutePath { get; }

    [GeneratedRegex(@"^(?!.*/\.\.?(/|:|\z))/[A-Za-z0-9_./-]*:/[A-Za-z0-9_./-]*\z")]
    private static partial Regex HostMount { get; }

    [GeneratedRegex(@"^[0-9]+(ms|s|m|h)\z")]
    private static partial Regex Duration { get; }

    [GeneratedRegex(@"^/[A-Za-z0-9_./~-]*\z")]
    private static partial Regex UrlPath { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,126}\z")]
    private static partial Regex FileName { get; }

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest { get; }

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]{0,254}\z")]
    private static partial Regex Variable { get; }

    [GeneratedRegex(@"^[^\p{C}\u2028\u2029]*\z")]
    private static partial Regex Sentence { get; }

    [GeneratedRegex(@"^(?:[\t\n]|[^\p{Cc}\p{Cs}]|[\uD800-\uDBFF][\uDC00-\uDFFF])*\z")]
    private static partial Regex Text { get; }
}
