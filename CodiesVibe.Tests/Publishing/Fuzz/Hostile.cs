using CsCheck;

namespace CodiesVibe.Tests.Publishing.Fuzz;

/// <summary>Texts with special characters of YAML, compose, nginx, a shell or Markdown.</summary>
internal static class Hostile
{
    private static readonly string[] s_texts =
    [
        "", " ", "  leading", "trailing  ", "\t", "\n", "a\nb", "\n    privileged: true\n", "x\n---\ny", "...", "\r\n", "a: b", "a:", "- a", "? a", "# a", "a # b", ": ", "!!binary a", "&a", "*a",
        "<<", "|", ">-", "%YAML", "@a", "`id`", "yes", "No", "null", "~", "1e3", "0x1F", "012", "1:20", "2026-01-01", ".inf", "{a: b}", "[a]", "{{a}}", "{a", "a}", "'", "''", "\"", "\\", "\\n", "\\\"",
        "$", "$$", "$a", "${HOME}", "${a:-b}", "${a:?b}", "$(touch pwned)", "$((1))", "; touch pwned", "&& touch pwned", "| touch pwned", "'; touch pwned; '", "\"; touch pwned; \"", "a'b\"c`d$e\\f",
        "%s%n", "%%", "!a", "*", "?", "~root", "; } server { listen 81; ", "} location / { return 200; }", "$host", "\"; return 200 \"", "../../etc/passwd", "/etc/passwd", "a/../../b", "-rf", "--privileged",
        "|a|b|", "</code><script>", "[a](javascript:b)", "é", "İı", "😀", "\u00A0", "\u0085", "\u2028", "\uFEFFa", "\u202Ea", "\u0001", "\u007F", "\0", "a\0b", new string('a', 5000),
    ];

    /// <summary>One of them, some in a row, or any characters at all.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (6, Gen.Int[0, s_texts.Length - 1].Select(i => s_texts[i])),
        (2, Gen.Int[0, s_texts.Length - 1].Select(i => s_texts[i]).Array[2, 4].Select(string.Concat)),
        (2, Gen.String[Gen.Char[" \t\n\r\\'\"`$(){}[]<>|&;:#!?*~%@=,./-_aZ0é\u2028"], 0, 12]));
}
