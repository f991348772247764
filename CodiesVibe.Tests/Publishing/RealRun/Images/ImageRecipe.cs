using System.Text;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>How the image of one repository is built from programs of this machine, because no registry can be reached.</summary>
/// <param name="Needs">The programs of this machine that go into it.</param>
/// <param name="Missing">What the original has and this one lacks, in a sentence.</param>
/// <param name="FillAsync">Adds the files.</param>
/// <param name="Settings">Its settings, as lines of a Dockerfile.</param>
internal sealed record ImageRecipe(string[] Needs, string Missing, Func<ImageArchive, Task> FillAsync, params string[] Settings)
{
    /// <summary>The label that names what is missing.</summary>
    public const string Label = "codiesvibe.standin";

    /// <summary>For a program that is the original's but of the version that this machine has.</summary>
    public const string OtherVersion = "the version of the tag: the program is this machine's";

    /// <param name="engine">Where the image is to be.</param>
    /// <param name="name">Its name, with the tag.</param>
    public async Task MakeAsync(DockerClient engine, string name)
    {
        await using var archive = new ImageArchive();
        await archive.AddUsersAsync();
        await FillAsync(archive);
        // An import takes every setting but this one.
        var isStop = Settings.ToLookup(setting => setting.StartsWith("STOPSIGNAL ", StringComparison.Ordinal));
        await archive.ImportAsync(engine, name, ["ENV PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin", $"LABEL {Label}=\"{Missing}\"", .. isStop[false]]);
        foreach (var stop in isStop[true])
        {
            await engine.DockerAsync(["build", "--tag", name, "-"], new MemoryStream(Encoding.UTF8.GetBytes($"FROM {name}\n{stop}\n")));
        }
    }
}
