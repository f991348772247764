using CodiesVibe.DevServers.MongoDb.Shell;
using Jint.Runtime;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>What takes the place of MongoDB's shell.</summary>
public sealed class MongoShellTests(EmulatorUnderTest server) : IClassFixture<EmulatorUnderTest>
{
    [Theory]
    [InlineData("db.runCommand({ ping: 1 })", "{ ok: 1 }")]
    [InlineData("""db.adminCommand("ping")""", "{ ok: 1 }")]
    [InlineData("""db.runCommand("ping").ok""", "1")]
    [InlineData("db.getSiblingDB('x').getName()", "\"x\"")]
    public void A_script_ends_with_its_value(string script, string value)
    {
        using var shell = Shell();
        Assert.Equal(value, shell.Run(script));
    }

    [Theory]
    [InlineData("quit(db.runCommand({ ping: 1 }).ok ? 0 : 1)", 0)]
    [InlineData("quit(7)", 7)]
    public void A_script_sets_the_exit_code(string script, int exitCode)
    {
        using var shell = Shell();
        Assert.Equal(exitCode, Assert.Throws<ShellEnd>(() => shell.Run(script)).ExitCode);
    }

    [Fact]
    public void A_rejected_command_is_an_exception_in_the_script()
    {
        using var shell = Shell();
        Assert.Contains("requires authentication", Assert.Throws<JavaScriptException>(() => shell.Run("db.runCommand({ find: 'things' })")).Message, StringComparison.Ordinal);
        Assert.Equal("18", shell.Run("try { db.getSiblingDB('admin').auth('root', 'wrong') } catch (error) { error.code }"));
        shell.Run($"db.getSiblingDB('admin').auth('root', '{server.Password}')");
        Assert.Equal("11000", shell.Run("""
            const twice = () => db.runCommand({ insert: 'things', documents: [{ _id: 1 }, { _id: 1 }] });
            try { twice() } catch (error) { error.code }
            """));
    }

    private MongoShell Shell() => new($"127.0.0.1:{server.Port}", "test", TimeSpan.FromSeconds(10), path => throw new FileNotFoundException(path));
}
