using Xunit.v3;

namespace CodiesVibe.Tests;

/// <summary>
/// The test shows that these requirements of docs/requirements.md are met. <c>--filter-trait Requirement=R034</c> runs the tests of one.
/// </summary>
/// <param name="numbers">Their numbers in the page.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequirementAttribute(params string[] numbers) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. numbers.Select(number => KeyValuePair.Create("Requirement", number))];
}
