using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.BadInput;

internal static class ConsoleAssert
{
    /// <summary>Asserts that the app host reported one error, in one line, with these parts.</summary>
    public static void AssertSaysOnly(this AppHostProcess host, params string[] expected)
    {
        var console = string.Join(Environment.NewLine, host.Console);
        var error = Assert.Single(host.Console, line => line.StartsWith("error:", StringComparison.Ordinal));
        Assert.All(expected, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", console, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", console, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", console, StringComparison.Ordinal);
    }
}
