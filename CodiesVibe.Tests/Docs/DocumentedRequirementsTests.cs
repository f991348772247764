using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Docs;

/// <summary>The table of requirements names tests that exist.</summary>
public sealed partial class DocumentedRequirementsTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "requirements.md"));

    [Fact]
    public void Every_test_that_a_row_names_is_there()
    {
        var tests = typeof(DocumentedRequirementsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        Assert.All(Row().Matches(s_text), row =>
        {
            var named = Test().Matches(row.Groups["tests"].Value).Select(test => test.Groups[1].Value).ToList();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(tests));
        });
    }

    [Fact]
    public void Numbers_stand_once_and_in_order_within_each_table() => Assert.All(s_text.Split("\n## ").Skip(1), table =>
    {
        var numbers = Row().Matches(table).Select(row => row.Groups["number"].Value).ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Order(StringComparer.Ordinal).Distinct(), numbers);
    });

    [GeneratedRegex(@"^\| (?<number>R\d{3}) \| [^|]+ \| (?<tests>[^|]+) \|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex Test();
}
