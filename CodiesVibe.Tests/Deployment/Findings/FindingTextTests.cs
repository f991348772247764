using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Tests.Deployment.Findings;

public sealed class FindingTextTests
{
    private static readonly Finding s_pass = Finding.Pass("engine", "Docker 28.2.2");
    private static readonly Finding s_warn = Finding.Warn("certificate", "expires in 20 days", "Renew it.");
    private static readonly Finding s_fail = Finding.Fail(
        "ports", "port 80, which nginx publishes, is held by 'apache2' (process 4711); port 443, which nginx publishes, is held by 'apache2' (process 4711)", "Stop the program, or deploy with '-- --Deploy:FreePorts=true', which ends it at once.");

    [Fact]
    public void Each_finding_has_its_remedy_below_it_and_fits_a_terminal()
    {
        string[] lines =
        [
            "pass  engine       Docker 28.2.2",
            "warn  certificate  expires in 20 days",
            "                   -> Renew it.",
            "fail  ports        port 80, which nginx publishes, is held by 'apache2' (process 4711); port 443,",
            "                   which nginx publishes, is held by 'apache2' (process 4711)",
            "                   -> Stop the program, or deploy with '-- --Deploy:FreePorts=true', which ends it",
            "                      at once.",
        ];
        Assert.Equal(lines, FindingText.Lines([s_pass, s_warn, s_fail]));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
    }

    [Fact]
    public void A_failed_check_is_an_error_that_names_it()
    {
        var reported = new List<string>();
        Assert.Equal("1 of 3 checks failed: ports.", Assert.Throws<DeploymentException>(() => FindingText.Report([s_pass, s_warn, s_fail], reported.Add)).Message);
        Assert.Equal(7, reported.Count);
    }

    [Fact]
    public void Without_one_the_last_line_counts()
    {
        var reported = new List<string>();
        FindingText.Report([s_pass, s_warn], reported.Add);
        FindingText.Report([s_pass], reported.Add);
        Assert.Equal(["No check failed; 1 of 2 warn.", "All 1 checks pass."], reported.Where(line => line.Contains("check", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_word_that_does_not_fit_stands_alone() =>
        Assert.Equal([$"pass  x  {new string('a', 120)}", "         b"], FindingText.Lines([Finding.Pass("x", $"{new string('a', 120)} b")]));
}
