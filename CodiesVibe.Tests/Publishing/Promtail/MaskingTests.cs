using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Promtail;

namespace CodiesVibe.Tests.Publishing.Promtail;

/// <summary>What masking leaves of a line: the expressions applied as Alloy documents it, which puts the replacement in the place of each group.</summary>
public sealed class MaskingTests
{
    [Theory]
    [Requirement("R182", "R191")]
    [InlineData("""{"body":"GET /api/tools 200","client":"203.0.113.77"}""", """{"body":"GET /api/tools 200","client":"203.0.113.0"}""")]
    [InlineData("from 2001:db8:12::7f01 at 12:34:56", "from 2001:db8:: at 12:34:56")]
    [InlineData("mail to ada.l+x@example.org failed", "mail to *** failed")]
    [InlineData("Authorization: Bearer eyJhbGciOi.J9.x-y_z", "Authorization: *** ***")]
    [InlineData("""{"attributes":{"Password":"p@ss w","user":"ada"}}""", """{"attributes":{"Password":"*** w","user":"ada"}}""")]
    [InlineData("mongodb://admin:p%40ss@mongodb:27017/codiesvibe", "mongodb://admin:***@mongodb:27017/codiesvibe")]
    [InlineData("redis:6379,password=abc123,user=codiesvibe", "redis:6379,password=***,user=codiesvibe")]
    [InlineData("""Cookie: session=abc; theme=dark""", "Cookie: ***; theme=dark")]
    [InlineData("api_key=K1 and api-key: K2", "api_key=*** and api-key: ***")]
    [InlineData("""{"body":"{\"token\":\"t0\",\"n\":1}"}""", """{"body":"{\"token\":\"***\",\"n\":1}"}""")]
    public void Secrets_and_personal_data_are_masked_and_the_rest_is_kept(string line, string left) => Assert.Equal(left, Mask(line));

    [Theory]
    [InlineData("""{"body":"Now listening on: http://[::]:4000","severity":"Information","resources":{"service.name":"backend"}}""")]
    [InlineData("""{"time":"2026-11-24T20:34:53+00:00","path":"/api/tools/search","status":200,"duration":0.012,"upstream":"backend-blue:4000"}""")]
    public void An_ordinary_line_stays_as_it_is(string line) => Assert.Equal(line, Mask(line));

    /// <summary>RE2 refuses what looks around or refers back.</summary>
    [Fact]
    public void The_expressions_use_only_what_RE2_supports() =>
        Assert.All(Masking.Rules, rule => Assert.DoesNotMatch(@"\(\?[=!<]|\\[1-9]|\(\?>", rule.Expression));

    internal static string Mask(string line) => Masking.Rules.Aggregate(line, (text, rule) => Replace(text, rule));

    private static string Replace(string line, MaskingRule rule)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (Match match in Regex.Matches(line, rule.Expression))
        {
            var group = match.Groups[1];
            result.Append(line, end, group.Index - end).Append(rule.Replacement);
            end = group.Index + group.Length;
        }

        return result.Append(line, end, line.Length - end).ToString();
    }
}
