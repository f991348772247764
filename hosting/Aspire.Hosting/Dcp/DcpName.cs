using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dcp;

/// <summary>The engine hardly checks names, so we do.</summary>
internal static partial class DcpName
{
    /// <exception cref="ArgumentException">The name is not one that the engine can hold.</exception>
    public static string Check(string name) => Valid().IsMatch(name)
        ? name
        : throw new ArgumentException(
            $"'{name}' cannot be the name of an object of the engine: at most 253 letters, digits, '-', '.', '_' or '~', a letter first.",
            nameof(name));

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._~-]{0,252}\z")]
    private static partial Regex Valid();
}
