using System.Runtime.Versioning;
using Aspire.Hosting.Backchannel.Auxiliary;

namespace CodiesVibe.Tests.Hosting.Backchannel;

[UnsupportedOSPlatform("windows")]
public sealed class SocketNameTests : IDisposable
{
    private const int HashLength = 11;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-socket-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_name_says_the_app_host_and_the_process()
    {
        var name = SocketName.New("/src/Shop.AppHost/Shop.AppHost.csproj");
        Assert.Matches($"^[-_A-Za-z0-9]{{19}}\\.{Environment.ProcessId}$", name);
        Assert.Equal(HashOf("/src/Shop.AppHost/Shop.AppHost.csproj"), name[..HashLength]);
        Assert.NotEqual(name, SocketName.New("/src/Shop.AppHost/Shop.AppHost.csproj"));
    }

    [Fact]
    public void A_link_on_the_way_makes_no_other_app_host()
    {
        var project = Path.Combine(folder.CreateSubdirectory("real").FullName, "App.csproj");
        File.WriteAllText(project, "");
        var link = Path.Combine(folder.FullName, "link");
        Directory.CreateSymbolicLink(link, "real");

        Assert.Equal(HashOf(project), HashOf(Path.Combine(link, "App.csproj")));
        Assert.NotEqual(HashOf(project), HashOf(Path.Combine(folder.FullName, "App.csproj")));
    }

    [Fact]
    public void Only_sockets_of_dead_processes_of_the_same_app_host_are_stale()
    {
        var dead = Touch($"{HashOf("/a.csproj")}abcdefgh.2147483647");
        var alive = Touch(SocketName.New("/a.csproj"));
        var other = Touch($"{HashOf("/b.csproj")}abcdefgh.2147483647");

        SocketName.RemoveStale(folder.FullName, "/a.csproj");

        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(alive));
        Assert.True(File.Exists(other));
    }

    private string Touch(string name)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, "");
        return file;
    }

    private static string HashOf(string project) => SocketName.New(project)[..HashLength];
}
