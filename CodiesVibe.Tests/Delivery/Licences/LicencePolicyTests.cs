using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Licences;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Licences;

/// <summary>Which packages may be used.</summary>
public sealed class LicencePolicyTests
{
    private static readonly LicencePolicy s_policy = new(["MIT", "Apache-2.0"], [new("read", "LICENSE sha256:aa", "MIT"), new("copyleft", "LICENSE sha256:bb", "GPL-3.0-only")]);

    [Theory]
    [Requirement("R104", "R129", "R172")]
    [InlineData("p", "MIT", null, true)]
    [InlineData("p", "Apache-2.0", null, true)]
    [InlineData("p", "GPL-3.0-only", null, false)]
    [InlineData("p", "mit", null, false)]
    [InlineData("p", "MIT OR GPL-3.0-only", null, false)]
    [InlineData("p", null, null, false)]
    [InlineData("p", null, "LICENSE sha256:aa", false)]
    [InlineData("read", null, "LICENSE sha256:aa", true)]
    [InlineData("read", null, "LICENSE sha256:ab", false)]
    [InlineData("read", "GPL-3.0-only", "LICENSE sha256:aa", false)]
    [InlineData("copyleft", null, "LICENSE sha256:bb", false)]
    public void A_package_may_be_used_when_its_licence_is_on_the_list(string package, string? expression, string? evidence, bool may) =>
        Assert.Equal(may, s_policy.Refused([new(package, "1.0.0", expression, evidence)]).Count == 0);

    [Fact]
    public void Every_package_that_may_not_be_used_is_named_with_what_it_says()
    {
        var fault = Assert.Throws<DeliveryException>(() => s_policy.Require([new("b", "2.0.0", "GPL-3.0-only"), new("a", "1.0.0", null), new("good", "1.0.0", "MIT"), new("c", "1.0.0", null, "https://example.com/terms")]));
        Assert.Contains("3 packages have licences that 'licences.json' does not allow:\n  a 1.0.0: it states nothing\n  b 2.0.0: GPL-3.0-only\n  c 1.0.0: https://example.com/terms\n", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"allowed":["MIT"]}""")]
    [InlineData("""{"allowed":["MIT"],"reviewed":[{"package":"p","licence":"MIT"}]}""")]
    [InlineData("""{"allowed":["MIT"],"reviewed":[],"everything":true}""")]
    public void A_list_that_lacks_something_is_refused(string text) =>
        Assert.Contains("'licences.json' is not correct", Assert.Throws<DeliveryException>(() => LicencePolicy.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_list_is_an_error() =>
        Assert.Contains("'licences.json' does not exist", Assert.Throws<DeliveryException>(() => LicencePolicy.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    /// <summary>Of this repository itself, as it was restored.</summary>
    [Fact]
    [Requirement("R104", "R129", "R172")]
    public void Every_licence_of_the_repository_is_allowed_and_nothing_was_reviewed_in_vain()
    {
        Assert.SkipUnless(File.Exists(Repository.Source("bench/Deployment/obj/project.assets.json")), "The solution is not restored: run 'dotnet restore'.");
        var packages = NuGetLicences.Read(Repository.Root).Concat(NpmLicences.Parse(File.ReadAllText(Repository.Source("CodiesVibe.Frontend/package-lock.json")))).ToList();
        var policy = LicencePolicy.Read(Repository.Root);
        policy.Require(packages);
        Assert.True(packages.Count > 200, $"{packages.Count} packages");
        Assert.All(policy.Reviewed, reviewed => Assert.Contains(packages, package => package.Package == reviewed.Package && package.Evidence == reviewed.Evidence));
    }
}
