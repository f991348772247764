using CodiesVibe.Delivery;

namespace CodiesVibe.Tests.Delivery;

/// <summary>What is said about a pipeline that failed.</summary>
public sealed class StageResultsTests
{
    private const string Run = "https://github.com/OWNER/codiesvibe/actions/runs/1";

    [Theory]
    [Requirement("R095")]
    [InlineData("""{"test":{"result":"success","outputs":{}},"security":{"result":"failure","outputs":{}},"build":{"result":"skipped","outputs":{}}}""", $"Backend pipeline: security failed. {Run}")]
    [InlineData("""{"test":{"result":"cancelled"},"deploy":{"result":"failure"}}""", $"Backend pipeline: test, deploy failed. {Run}")]
    [InlineData("""{"test":{"result":"success"},"deploy":{"result":"skipped"}}""", $"Backend pipeline: every stage succeeded. {Run}")]
    public void The_stages_that_failed_are_named_with_the_link(string stages, string expected) => Assert.Equal(expected, StageResults.Parse(stages).Describe("Backend pipeline", Run));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"test":"success"}""")]
    [InlineData("""{"test":{}}""")]
    [InlineData("""{"test":{"result":1}}""")]
    public void Something_else_is_refused(string stages) => Assert.Contains("toJSON(needs)", Assert.Throws<DeliveryException>(() => StageResults.Parse(stages)).Message, StringComparison.Ordinal);
}
