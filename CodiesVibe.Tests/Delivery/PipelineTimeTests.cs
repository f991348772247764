using CodiesVibe.Delivery;

namespace CodiesVibe.Tests.Delivery;

/// <summary>Whether a pipeline may go on.</summary>
public sealed class PipelineTimeTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [Requirement("R211")]
    [InlineData("1800000000", true)]
    [InlineData("1799998500", true)]
    [InlineData("1799998499", false)]
    [InlineData("0", false)]
    public void It_ends_after_its_time(string started, bool goesOn) => Assert.Equal(goesOn, Record.Exception(PipelineTime.Read(started, "25", "15", s_now).Require) is null);

    [Theory]
    [Requirement("R212")]
    [InlineData("1799999100", null)]
    [InlineData("1799999040", "The pipeline has taken 16.0 minutes before its push. 15 are expected for all of it.")]
    public void One_that_is_slower_than_usual_is_named_and_goes_on(string started, string? warning)
    {
        var time = PipelineTime.Read(started, "25", "15", s_now);
        Assert.Equal(warning, time.Warning);
        time.Require();
    }

    [Fact]
    public void The_message_says_how_long_it_took() => Assert.Contains(
        "has taken 26.0 of 25 minutes", Assert.Throws<DeliveryException>(PipelineTime.Read("1799998440", "25", "15", s_now).Require).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "25")]
    [InlineData("yesterday", "25")]
    [InlineData("-5", "25")]
    [InlineData("1800000061", "25")]
    [InlineData("1800000000", "")]
    [InlineData("1800000000", "2.5")]
    public void What_is_no_time_is_refused(string started, string minutes) => Assert.StartsWith("Delivery:", Assert.Throws<DeliveryException>(() => PipelineTime.Read(started, minutes, "15", s_now)).Message, StringComparison.Ordinal);
}
