using System.Reflection;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Docs;

/// <summary>The page of requirements is compared with the numbers that the tests carry.</summary>
public sealed partial class DocumentedRequirementsTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "requirements.md"));

    private static readonly ILookup<string, string> s_tests = typeof(DocumentedRequirementsTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract)
        .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)), (type, method) => (Name: $"{type.Name}.{method.Name}", Method: method))
        .SelectMany(test => test.Method.GetCustomAttributes<RequirementAttribute>().SelectMany(requirement => requirement.GetTraits()), (test, trait) => (test.Name, Number: trait.Value))
        .ToLookup(test => test.Number, test => test.Name);

    [Fact]
    public void A_row_names_the_tests_that_carry_its_number()
    {
        var wrong = Row().Matches(s_page).Select(row => (Row: row, Tests: TestsOf(row))).Where(pair => pair.Row.Groups["tests"].Value != pair.Tests)
            .Select(pair => $"| {pair.Row.Groups["number"].Value} |{pair.Row.Groups["requirement"].Value}| {pair.Tests} |{pair.Row.Groups["rest"].Value}");
        Assert.True(!wrong.Any(), $"These rows of docs/requirements.md must be:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_row_has_a_test() => Assert.All(Row().Matches(s_page), row => Assert.NotEmpty(s_tests[row.Groups["number"].Value]));

    [Fact]
    public void Every_number_that_a_test_carries_is_in_the_page() =>
        Assert.Empty(s_tests.Select(tests => tests.Key).Except(Row().Matches(s_page).Select(row => row.Groups["number"].Value)));

    [Fact]
    public void The_numbers_of_a_table_are_in_order_and_none_appears_twice() => Assert.All(s_page.Split("\n## ").Skip(1), table =>
    {
        var numbers = Row().Matches(table).Select(row => row.Groups["number"].Value).ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Order(StringComparer.Ordinal).Distinct(), numbers);
    });

    private static string TestsOf(Match row) => string.Join(' ', s_tests[row.Groups["number"].Value].Order(StringComparer.Ordinal).Select(test => $"`{test}`"));

    // The lines that begin with a number; each has all four columns.
    [GeneratedRegex(@"^\| (?<number>R\d+) \|(?<requirement>[^|\n]+)\| (?<tests>[^|\n]*) \|(?<rest>[^|\n]*\|)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
