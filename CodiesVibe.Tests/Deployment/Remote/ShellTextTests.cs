using System.Diagnostics;
using System.Text;
using CodiesVibe.Deployment.Remote;
using CsCheck;

namespace CodiesVibe.Tests.Deployment.Remote;

/// <summary>How a real shell reads quoted words.</summary>
public sealed class ShellTextTests
{
    // Whatever can be in an argument: everything but the null character.
    private static readonly Gen<string> s_text = Gen.OneOf(Gen.Const('\''), Gen.Const('\\'), Gen.Const('$'), Gen.Const('\n'), Gen.Const('`'), Gen.Const('é'), Gen.Char[(char)1, '~']).Array[0, 12].Select(characters => new string(characters));

    [Theory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("busybox")]
    public void A_quoted_word_stands_for_exactly_its_text(string shell)
    {
        var program = InstalledProgram.Require(shell);
        string[] sh = shell == "busybox" ? ["sh"] : [];
        s_text.Array[1, 40].Sample(texts => Assert.Equal(texts, Words(program, [.. sh, "-euc", $"printf '%s\\0' {string.Join(' ', texts.Select(ShellText.Quote))}"])), iter: 50, threads: 1);
    }

    [Fact]
    public void A_path_below_the_home_directory_is_found_there() =>
        Assert.Equal(["/home/a b/it's $here"], Words("/bin/sh", ["-euc", $"HOME='/home/a b'; printf '%s\\0' {ShellText.QuotePath("~/it's $here")}"]));

    [Fact]
    public void Another_path_is_itself() => Assert.Equal("'/srv/~/x'", ShellText.QuotePath("/srv/~/x"));

    private static string[] Words(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0);
        return output.Split('\0')[..^1];
    }
}
