using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>The committed file of accepted findings.</summary>
public sealed class ScanExceptionsTests
{
    private const string Valid = """{"advisory":"GHSA-1","package":"p","reason":"not called","by":"Ada","expires":"2026-12-31"}""";

    [Fact]
    public void The_committed_file_is_valid() => ScanExceptions.Read(Repository.Root);

    [Fact]
    public void An_exception_has_all_that_makes_it_one() =>
        Assert.Equal([new AcceptedFinding("GHSA-1", "p", "not called", "Ada", new(2026, 12, 31))], ScanExceptions.Parse($$"""{"exceptions":[{{Valid}}]}""").Exceptions);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"exceptions":null}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","reason":"r","by":"Ada"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","by":"Ada","expires":"2026-12-31"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","reason":"r","expires":"2026-12-31"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","reason":" ","by":"Ada","expires":"2026-12-31"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"","package":"p","reason":"r","by":"Ada","expires":"2026-12-31"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","reason":"r","by":"Ada","expires":"31.12.2026"}]}""")]
    [InlineData("""{"exceptions":[{"advisory":"GHSA-1","package":"p","reason":"r","by":"Ada","expires":"2026-12-31","forever":true}]}""")]
    public void One_that_lacks_something_is_refused(string text) =>
        Assert.Contains("'advisory', 'package', 'reason', 'by' and 'expires'", Assert.Throws<DeliveryException>(() => ScanExceptions.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_an_error() =>
        Assert.Contains(ScanExceptions.FileName, Assert.Throws<DeliveryException>(() => ScanExceptions.Read(Path.Combine(Path.GetTempPath(), "codiesvibe-nowhere"))).Message, StringComparison.Ordinal);
}
