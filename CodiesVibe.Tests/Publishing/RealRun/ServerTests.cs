using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A server ends with the process that started it.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task Nothing_is_left_of_a_server_whose_test_is_gone()
    {
        Assert.SkipWhen(ServerMachine.Missing() is not null, ServerMachine.Missing() ?? "");
        await using var server = await ServerMachine.StartAsync();
        await using (var archive = new ImageArchive())
        {
            await archive.AddShellAsync("sleep");
            await archive.ImportAsync(server.Docker, "box:1");
        }

        await server.Docker.DockerAsync("run", "--detach", "--volume", "data:/data", "box:1", "/bin/sleep", "600");
        // All that it sees of the end of a test is the end of its input, whether the test was done or killed; then it looks for what is left.
    }
}
