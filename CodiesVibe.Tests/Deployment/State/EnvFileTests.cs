using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.State;

public sealed class EnvFileTests
{
    private static readonly EnvFile s_file = new("# NAME=comment\nA=1\nEMPTY=\nAB=3\n#OFF=default\nA=2\nWINDOWS=x\r\nURL=a=b\n");

    [Theory]
    [InlineData("A", "2")]
    [InlineData("AB", "3")]
    [InlineData("URL", "a=b")]
    [InlineData("WINDOWS", "x")]
    [InlineData("EMPTY", null)]
    [InlineData("OFF", null)]
    [InlineData("NAME", null)]
    public void The_last_line_of_a_setting_counts(string name, string? value) => Assert.Equal(value, s_file[name]);

    [Theory]
    [InlineData("${A:-1}", "2")]
    [InlineData("${NONE:-1}", "1")]
    [InlineData("${EMPTY:-1}", "1")]
    [InlineData("${A}-${NONE}", "2-")]
    [InlineData("${A:?set A}", "2")]
    [InlineData("0.0.0.0:${NONE:-80}:80", "0.0.0.0:80:80")]
    [InlineData("${NONE:-}mongodb-data", "mongodb-data")]
    [InlineData("$${A}", "${A}")]
    public void Variables_of_a_compose_file_have_the_values_of_the_settings(string text, string resolved) => Assert.Equal(resolved, s_file.Resolve(text));

    [Fact]
    public void All_settings_are_those_of_its_lines() =>
        Assert.Equal(["A=2", "AB=3", "EMPTY=", "URL=a=b", "WINDOWS=x"], s_file.Settings.Select(setting => $"{setting.Key}={setting.Value}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("A", "A=1\nEMPTY=\nAB=3\n#OFF=default\nA=new\n")]
    [InlineData("OFF", "AB=3\nOFF=new\nA=2\n")]
    [InlineData("NEW", "URL=a=b\nNEW=new\n")]
    public void A_value_is_set_where_it_was_or_where_it_is_commented_out_or_at_the_end(string name, string lines)
    {
        var changed = s_file.With(name, "new");
        Assert.Equal("new", changed[name]);
        Assert.Contains(lines, changed.Text, StringComparison.Ordinal);
        Assert.Equal(s_file.Settings.Where(setting => setting.Key != name), changed.Settings.Where(setting => setting.Key != name));
    }
}
