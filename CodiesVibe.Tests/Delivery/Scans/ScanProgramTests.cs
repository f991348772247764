using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>A scanner as a program; a shell stands in for it.</summary>
public sealed class ScanProgramTests
{
    [Fact]
    public async Task A_report_counts_whatever_the_exit_code() => Assert.Equal("{}\n", await ReportAsync("echo '{}'; exit 1"));

    [Fact]
    public async Task A_scanner_that_dies_without_a_report_is_an_error()
    {
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => ReportAsync("echo 'no database' >&2; exit 3"));
        Assert.Contains("exit code 3 and without a report", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("no database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Much_on_both_streams_does_not_block_it() =>
        Assert.Equal(1_000_000, (await ReportAsync("head -c 1000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' y >&2")).Length);

    [Fact]
    public async Task A_cancelled_scan_ends_its_program()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScanProgram.ReportAsync("sh", "", Path.GetTempPath(), limit.Token, "-c", "sleep 60"));
    }

    private static Task<string> ReportAsync(string script) => ScanProgram.ReportAsync("sh", "", Path.GetTempPath(), TestContext.Current.CancellationToken, "-c", script);
}
