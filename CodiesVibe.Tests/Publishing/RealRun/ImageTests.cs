using System.Formats.Tar;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The images of this repository, built by their Dockerfiles, after the CIS Docker benchmark, section 4.</summary>
[Collection(nameof(ProductionTests))]
public sealed class ImageTests(ProductionServer server)
{
    public static TheoryData<string, string> Images => new() { { ProductionImages.Backend, "Dockerfile.backend" }, { ProductionImages.Frontend, "Dockerfile.frontend" } };

    [Theory]
    [Requirement("R105", "R114", "R169", "R172")]
    [MemberData(nameof(Images))]
    public async Task They_name_a_user_and_a_probe_and_hold_nothing_that_raises_privileges(string image, string dockerfile)
    {
        var docker = server.Machine.Docker;
        var config = JsonNode.Parse(await docker.DockerAsync("inspect", image))![0]!["Config"]!;
        Assert.Matches("^[1-9][0-9]*$", (string)config["User"]!); // 4.1
        Assert.Equal("CMD", (string)config["Healthcheck"]!["Test"]![0]!); // 4.6
        var lines = await File.ReadAllLinesAsync(Path.Combine(Build.Repository.Root, dockerfile), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(lines, line => line.StartsWith("ADD ", StringComparison.OrdinalIgnoreCase)); // 4.9
        Assert.Empty(await FilesThatRaisePrivilegesAsync(image)); // 4.8
    }

    private async Task<List<string>> FilesThatRaisePrivilegesAsync(string image)
    {
        var docker = server.Machine.Docker;
        var container = await docker.DockerAsync("create", image);
        var file = Path.Combine(server.Machine.Folder.FullName, container);
        await docker.DockerAsync("export", "--output", file, container);
        await docker.DockerAsync("rm", container);
        var found = new List<string>();
        await using (var archive = new TarReader(File.OpenRead(file)))
        {
            while (await archive.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
            {
                if ((entry.Mode & (UnixFileMode.SetUser | UnixFileMode.SetGroup)) != 0 && entry.EntryType != TarEntryType.Directory)
                {
                    found.Add(entry.Name);
                }
            }
        }

        File.Delete(file);
        return found;
    }
}
