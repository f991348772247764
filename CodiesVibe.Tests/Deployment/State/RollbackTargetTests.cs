using CodiesVibe.Deployment;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.State;

public sealed class RollbackTargetTests
{
    private static readonly Release s_first = DeployedServer.Clean.CurrentRelease!;

    /// <summary>Release 2 was refused, a return to 3 failed, 5 serves.</summary>
    private static readonly ServerState s_state = new()
    {
        Current = "5-1.0.0",
        Releases =
        [
            ("confirmed", s_first),
            ("returned", s_first with { Number = 2, Outcome = new("unhealthy", new Dictionary<string, double>(), null, null) }),
            ("returned", s_first with { Number = 3, Replaces = "1-1.0.0" }),
            ("confirmed", s_first with { Number = 4, Outcome = null }),
            ("confirmed", s_first with { Number = 5, Replaces = "4-1.0.0" }),
        ],
    };

    [Theory]
    [InlineData(null, 4)]
    [InlineData(4, 4)]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    public void A_confirmed_release_is_found(int? wanted, int number) => Assert.Equal(number, RollbackTarget.Find(s_state, wanted).Number);

    [Fact]
    [Requirement("R162", "R163")]
    public void The_release_before_is_the_one_that_was_replaced() =>
        Assert.Equal(1, RollbackTarget.Find(s_state with { Current = "3-1.0.0" }, null).Number);

    [Theory]
    [InlineData(2, "There is no confirmed release 2.")]
    [InlineData(6, "There is no confirmed release 6.")]
    [InlineData(5, "Release 5-1.0.0 serves already.")]
    public void Another_is_refused(int wanted, string message) =>
        Assert.StartsWith(message, Assert.Throws<DeploymentException>(() => RollbackTarget.Find(s_state, wanted)).Message, StringComparison.Ordinal);

    [Fact]
    [Requirement("R164")]
    public void The_first_release_has_none_before_it() =>
        Assert.StartsWith("There is no earlier release", Assert.Throws<DeploymentException>(() => RollbackTarget.Find(DeployedServer.Clean, null)).Message, StringComparison.Ordinal);
}
