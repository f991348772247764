using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Updates;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Updates;

/// <summary>Newer versions, from replies that NuGet and npm once gave for this repository, and what is made of them.</summary>
public sealed class OutdatedTests
{
    private static readonly string[] s_vulnerable = ["typescript-eslint", "nothing-of-ours"];

    private static readonly IReadOnlyList<PackageUpdate> s_npm = NpmOutdated.Parse(Reply.Read("recorded-npm-outdated"));

    [Fact]
    [Requirement("R198")]
    public void Newer_versions_are_read() => Assert.Equal(
        ["Microsoft.Extensions.TimeProvider.Testing 10.11.0 → 11.0.0", "Microsoft.Testing.Extensions.TrxReport 2.5.2 → 2.5.3", "xunit.v3.mtp-v2 4.0.2 → 4.0.3",
            "@tanstack/react-query 5.108.0 → 5.108.4", "@types/node 20.19.43 → 26.6.6", "typescript 6.0.3 → 7.0.2", "typescript-eslint 8.73.0 → 8.74.0"],
        NuGetOutdated.Parse(Reply.Read("recorded-nuget-outdated")).Concat(s_npm).Select(update => $"{update}"));

    [Fact]
    [Requirement("R198")]
    public void What_is_vulnerable_is_proposed_first_and_apart_and_a_new_major_version_is_only_named()
    {
        var groups = UpdateGroup.Of(PackageSource.Npm, s_npm, s_vulnerable);
        Assert.Equal([("updates/npm-security", "typescript-eslint 8.73.0 → 8.74.0"), ("updates/npm", "@tanstack/react-query 5.108.0 → 5.108.4")], groups.Select(group => (group.Branch, $"{group.Updates.Single()}")));
        Assert.Contains("| typescript-eslint | 8.73.0 | 8.74.0 |\n", groups[0].Body, StringComparison.Ordinal);
        Assert.Contains("known vulnerabilities", groups[0].Body, StringComparison.Ordinal);
        Assert.All(groups, group => Assert.Contains("a new major version may need changes: @types/node 20.19.43 → 26.6.6, typescript 6.0.3 → 7.0.2.", group.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.2.3", "1.2.4", true, true)]
    [InlineData("1.2.3", "1.2.3", false, true)]
    [InlineData("1.10.0", "1.9.0", false, true)]
    [InlineData("1.2.3", "2.0.0", true, false)]
    [InlineData("1.20.1-beta.1", "1.20.1", true, true)]
    [InlineData("1.20.1-beta.1", "1.20.0", false, true)]
    [InlineData("1.2.3", "Not found at the sources", false, false)]
    public void A_version_is_newer_by_its_numbers(string from, string to, bool isNewer, bool keepsMajor)
    {
        var update = new PackageUpdate("x", from, to);
        Assert.Equal((isNewer, keepsMajor), (update.IsNewer, update.KeepsMajor));
    }

    /// <summary>The files themselves, so that another way of writing them is noticed.</summary>
    [Fact]
    [Requirement("R198")]
    public void Only_the_versions_change_in_the_files_that_state_them()
    {
        var props = File.ReadAllText(Repository.Source(VersionFiles.NuGet));
        Assert.Equal(props.Replace("\"Jint\" Version=\"4.", "\"Jint\" Version=\"9.", StringComparison.Ordinal), VersionFiles.RaiseNuGet(props, [Raised("Jint", props, "Include=\"Jint\" Version=\"")]));
        var package = File.ReadAllText(Repository.Source("CodiesVibe.Frontend/package.json"));
        Assert.Equal(package.Replace("\"react\": \"19.", "\"react\": \"99.", StringComparison.Ordinal), VersionFiles.RaiseNpm(package, [Raised("react", package, "\"react\": \"")]));
        Assert.Contains("'package.json' does not state react as '0.0.1'", Assert.Throws<DeliveryException>(() => VersionFiles.RaiseNpm(package, [new("react", "0.0.1", "0.0.2")])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"ENOTFOUND","summary":"request to https://registry.example/x failed."}}""", "'npm outdated' got no answer: request to https://registry.example/x failed. Try again")]
    [InlineData("""{"vite":{"latest":"9.0.0"}}""", "does not know which version of 'vite' is used, because it is not installed. Run 'npm ci'")]
    [InlineData("<html>", "The reply of 'npm outdated' is not understood")]
    public void A_reply_that_says_nothing_is_an_error(string reply, string message) =>
        Assert.Contains(message, Assert.Throws<DeliveryException>(() => NpmOutdated.Parse(reply)).Message, StringComparison.Ordinal);

    private static PackageUpdate Raised(string package, string text, string before)
    {
        var version = text[(text.IndexOf(before, StringComparison.Ordinal) + before.Length)..].Split('"')[0];
        return new(package, version, $"9{version[1..]}");
    }
}
