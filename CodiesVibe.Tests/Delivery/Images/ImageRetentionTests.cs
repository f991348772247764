using CodiesVibe.Delivery.Images;

namespace CodiesVibe.Tests.Delivery.Images;

/// <summary>Which images a registry may lose.</summary>
public sealed class ImageRetentionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImageRetention s_policy = new(Newest: 2, Age: TimeSpan.FromDays(30));

    /// <summary>All pushed long ago, and behind the two newest ones.</summary>
    [Theory]
    [Requirement("R130")]
    [InlineData("main-0123456 20260101-120000-0123456 sha-0123456 0123456789abcdef0123456789abcdef01234567", "", true)]
    [InlineData("", "", true)]
    [InlineData("latest main-0123456", "", false)]
    [InlineData("stable", "", false)]
    [InlineData("1.2.3", "", false)]
    [InlineData("1.2", "", false)]
    [InlineData("1", "", false)]
    [InlineData("1.2.3-rc.1", "", false)]
    [InlineData("main-0123456", "main-0123456", false)]
    [InlineData("main-0123456", "main-7654321", true)]
    [InlineData("main-0123456", "sha256:old", false)]
    [InlineData("", "sha256:old", false)]
    public void An_old_image_may_go_unless_somebody_names_it(string tags, string inUse, bool goes)
    {
        var old = new StoredImage("sha256:old", tags.Split(' ', StringSplitOptions.RemoveEmptyEntries), s_now.AddDays(-100));
        var removable = s_policy.Removable([Recent("a", 90), old, Recent("b", 80)], new HashSet<string>(inUse.Split(' ')), s_now);
        Assert.Equal(goes ? new[] { old } : [], removable);
    }

    [Fact]
    [Requirement("R130")]
    public void The_newest_stay_and_the_oldest_goes_first() =>
        Assert.Equal(["sha256:d", "sha256:c"], s_policy.Removable([Recent("a", 60), Recent("b", 70), Recent("c", 80), Recent("d", 90)], new HashSet<string>(), s_now).Select(image => image.Digest));

    [Fact]
    [Requirement("R130")]
    public void An_image_without_a_tag_takes_the_place_of_none_that_has_one()
    {
        var lost = new StoredImage("sha256:lost", [], s_now.AddDays(-50));
        Assert.Equal(["sha256:c", "sha256:lost"], s_policy.Removable([lost, Recent("a", 60), Recent("b", 70), Recent("c", 80)], new HashSet<string>(), s_now).Select(image => image.Digest));
    }

    [Fact]
    [Requirement("R130")]
    public void Young_images_stay_however_many_there_are() =>
        Assert.Equal(["sha256:d"], s_policy.Removable([Recent("a", 1), Recent("b", 28), Recent("c", 29), Recent("d", 31)], new HashSet<string>(), s_now).Select(image => image.Digest));

    [Fact]
    [Requirement("R130")]
    public void A_platform_of_an_image_that_stays_stays_and_one_of_an_image_that_goes_goes()
    {
        var (kept, gone) = (Platform("kept"), Platform("gone"));
        var latest = new StoredImage("sha256:latest", ["latest"], s_now.AddDays(-200)) { Platforms = [kept.Digest] };
        var old = new StoredImage("sha256:old", ["main-0123456"], s_now.AddDays(-200)) { Platforms = [gone.Digest] };
        Assert.Equal([gone, old], s_policy.Removable([kept, latest, old, gone, Recent("a", 1), Recent("b", 2)], new HashSet<string>(), s_now));
    }

    [Fact]
    public void An_empty_registry_loses_nothing() => Assert.Empty(s_policy.Removable([], new HashSet<string>(), s_now));

    private static StoredImage Recent(string name, int days) => new($"sha256:{name}", [$"main-{name}"], s_now.AddDays(-days));

    private static StoredImage Platform(string name) => new($"sha256:{name}", [], s_now.AddDays(-200));
}
