using CodiesVibe.DevServers;
using CodiesVibe.DevServers.MongoDb.Shell;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>What the stand-in for MongoDB's shell understands.</summary>
public sealed class ShellExpressionTests
{
    [Theory]
    [InlineData("quit(db.runCommand({ ping: 1 }).ok ? 0 : 1)", "ping", true, true)]
    [InlineData("quit(db.adminCommand({ping:1}).ok?0:1)", "ping", true, true)]
    [InlineData("db.adminCommand('ping')", "ping", false, false)]
    [InlineData("db.runCommand(\"hello\").ok", "hello", true, false)]
    public void It_knows_the_expressions_of_probes_and_documentation(string text, string command, bool okOnly, bool quits) =>
        Assert.Equal(new ShellExpression(command, okOnly, quits), ShellExpression.Parse(text));

    [Theory]
    [InlineData("db.tools.drop()")]
    [InlineData("quit(db.runCommand({ ping: 1 }).ok)")]
    [InlineData("db.runCommand({ ping: 1 }) ? 0 : 1)")]
    [InlineData("db.runCommand({ ping: 1, lsid: 2 })")]
    public void It_refuses_all_others(string text) => Assert.Contains($"'{text}'", Assert.Throws<StartupException>(() => ShellExpression.Parse(text)).Message, StringComparison.Ordinal);
}
