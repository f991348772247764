using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.State;

/// <summary>The lines of <c>ss -Hltnp</c>.</summary>
public sealed class ListenerTests
{
    [Theory]
    [InlineData("""LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6))""", "0.0.0.0", 80, "nginx", 812)]
    [InlineData("""LISTEN 0 4096 [::1]:631 [::]:* users:(("cups (2)",pid=9,fd=7))""", "::1", 631, "cups (2)", 9)]
    [InlineData("LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:*", "127.0.0.53", 53, null, null)]
    [InlineData("LISTEN 0 4096 *:9090 *:*", "*", 9090, null, null)]
    public void A_line_tells_address_port_and_program(string line, string address, int port, string? program, int? process) =>
        Assert.Equal(new(address, port, program, process), Listener.Parse(line));

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("*", "127.0.0.1", true)]
    [InlineData("::", "0.0.0.0", true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("10.0.0.1", "127.0.0.1", false)]
    public void A_listener_occupies_its_address_and_all_addresses_together(string listens, string wanted, bool occupies)
    {
        Assert.Equal(occupies, new Listener(listens, 80, null, null).Occupies(wanted, 80));
        Assert.False(new Listener(listens, 81, null, null).Occupies(wanted, 80));
    }
}
