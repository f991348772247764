using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Images;

namespace CodiesVibe.Tests.Delivery.Images;

/// <summary>Which tags the images of a commit get.</summary>
public sealed class ImageTagsTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Common = $"{Commit} 0123456789ab sha-0123456 20260301-120000-0123456";
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [Requirement("R119", "R120", "R121", "R122", "R123", "R124", "R125")]
    [InlineData("refs/heads/main", $"{Common} main-0123456 latest stable")]
    [InlineData("refs/heads/staging", $"{Common} staging-0123456")]
    [InlineData("refs/heads/develop", $"{Common} develop-0123456")]
    [InlineData("refs/heads/feature/new-search", $"{Common} feature-new-search-0123456")]
    [InlineData("refs/heads/feature/a//b", $"{Common} feature-a-b-0123456")]
    [InlineData("refs/heads/user/Ünï_x.1", $"{Common} user-n-_x.1-0123456")]
    [InlineData("refs/heads/-.odd.-", $"{Common} odd-0123456")]
    [InlineData("refs/heads/日本", $"{Common} branch-0123456")]
    [InlineData("refs/heads/latest", $"{Common} latest-0123456")]
    [InlineData("refs/heads/main/x", $"{Common} main-x-0123456")]
    [InlineData("refs/heads/sha", Common)]
    [InlineData("refs/tags/v1.2.3", $"{Common} 1.2.3 1.2 1")]
    [InlineData("refs/tags/v10.20.30", $"{Common} 10.20.30 10.20 10")]
    [InlineData("refs/tags/v0.4.1", $"{Common} 0.4.1 0.4")]
    [InlineData("refs/tags/v1.2.3-rc.1", $"{Common} 1.2.3-rc.1")]
    [InlineData("refs/tags/v1.2.3-alpha-2.x", $"{Common} 1.2.3-alpha-2.x")]
    [InlineData("refs/pull/12/merge", "")]
    public void They_are(string reference, string expected) => Assert.Equal(expected, string.Join(' ', ImageTags.Of(SourceRef.Parse(reference), Commit, s_at)));

    [Theory]
    [Requirement("R124")]
    [InlineData("refs/tags/v1.2")]
    [InlineData("refs/tags/v1.2.3.4")]
    [InlineData("refs/tags/v01.2.3")]
    [InlineData("refs/tags/v1.2.3+build")]
    [InlineData("refs/tags/v1.2.3-")]
    [InlineData("refs/tags/vnext")]
    [InlineData("refs/tags/1.2.3")]
    [InlineData("refs/tags/v1.2.3-longer-than-a-registry-takes-longer-than-a-registry-takes-longer-than-a-registry-takes-longer-than-a-registry-takes-longer-x")]
    public void A_tag_that_is_no_version_is_refused(string reference) =>
        Assert.Contains("is not a version of the form 'v1.2.3'", Assert.Throws<DeliveryException>(() => ImageTags.Of(SourceRef.Parse(reference), Commit, s_at)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("main")]
    [InlineData("refs/heads/")]
    [InlineData("refs/remotes/origin/main")]
    [InlineData("")]
    public void What_is_no_full_reference_is_refused(string reference) =>
        Assert.Contains("--Delivery:Ref=refs/heads/main", Assert.Throws<DeliveryException>(() => SourceRef.Parse(reference)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0123456")]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567")]
    [InlineData("0123456789abcdef0123456789abcdef01234567\n")]
    public void What_is_no_full_commit_is_refused(string commit) =>
        Assert.Contains("git rev-parse HEAD", Assert.Throws<DeliveryException>(() => ImageTags.Of(SourceRef.Parse("refs/heads/main"), commit, s_at)).Message, StringComparison.Ordinal);

    [Fact]
    [Requirement("R123")]
    public void Two_commits_of_one_second_share_only_the_tags_that_move()
    {
        var main = SourceRef.Parse("refs/heads/main");
        Assert.Equal(ImageTags.Moving, ImageTags.Of(main, Commit, s_at).Intersect(ImageTags.Of(main, Commit[1..] + "0", s_at)));
    }

    [Fact]
    public void Every_tag_fits_into_a_registry() =>
        Assert.All(ImageTags.Of(SourceRef.Parse($"refs/heads/{new string('x', 300)}"), Commit, s_at), tag => Assert.Matches(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", tag));
}
