using CodiesVibe.Deployment.Operations;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Operations;

public sealed class ServiceLogsTests
{
    [Fact]
    [Requirement("R213")]
    public void The_command_has_what_was_asked_for()
    {
        var container = DeployedServer.Clean.Containers.First(container => container.Key == "redis");
        Assert.Equal("timeout 60 docker logs --tail 100 'redis' 2>&1", ServiceLogs.Command(container, DeployedServer.Options));
        Assert.Equal("timeout 60 docker logs --tail 7 --since 30m 'redis' 2>&1", ServiceLogs.Command(container, DeployedServer.Options with { Lines = 7, Since = "30m" }));
    }

    [Fact]
    public void A_line_names_its_container_and_does_not_steer_the_terminal()
    {
        var container = DeployedServer.Clean.Containers.First(container => container.Key == "redis");
        Assert.Equal(["redis | one\ttwo", "redis | [2Jthree"], ServiceLogs.Lines(container, "one\ttwo\r\n\u001b[2Jthree\n"));
    }
}
