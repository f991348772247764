using System.Formats.Tar;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Staging;

/// <summary>What is uploaded.</summary>
public sealed class ReleaseFilesTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    [Requirement("R146")]
    public void The_first_env_file_is_the_published_example_filled_in()
    {
        var env = Env("");
        Assert.Equal(("production", "1.0.0", "./secrets"), (env["CODIESVIBE_ENVIRONMENT"], env["VERSION"], env["CODIESVIBE_SECRETS"]));
        Assert.Equal((DeployedServer.Images("1.0.0")["backend"], DeployedServer.Images("1.0.0")["frontend"]), (env["BACKEND_IMAGE"], env["FRONTEND_IMAGE"]));
    }

    [Fact]
    public void A_later_env_file_keeps_the_values_of_the_server_except_for_the_version_and_the_options()
    {
        var env = Env("MINE=1\nVERSION=0.9\nCODIESVIBE_SECRETS=/srv/secrets\nSITE_NAMES=old.test\n", ("SITE_NAMES", "new.test"));
        Assert.Equal(("1", "1.0.0", "/srv/secrets", "new.test"), (env["MINE"], env["VERSION"], env["CODIESVIBE_SECRETS"], env["SITE_NAMES"]));
    }

    [Fact]
    [Requirement("R144")]
    public void The_archive_holds_every_file_with_its_mode_and_no_secret_in_a_readable_one()
    {
        var files = ReleaseFiles.Of(Published.Files, DeployedServer.Options, "", DeployedServer.Images("1.0.0"));
        var release = DeployedServer.Clean.CurrentRelease!;
        var entries = new Dictionary<string, (UnixFileMode Mode, string Content)>();
        using (var reader = new TarReader(ReleaseFiles.Archive(release, DeployedServer.Plan(new ServerState()), DeployedServer.Options, files)))
        {
            while (reader.GetNextEntry() is { } entry)
            {
                entries.Add(entry.Name, (entry.Mode, entry.EntryType == TarEntryType.SymbolicLink ? $"-> {entry.LinkName}" : new StreamReader(entry.DataStream!).ReadToEnd()));
            }
        }

        Assert.Equal(
            files.Select(file => $"files/{file.Path}").Concat(["release.json", "activation", "release.sh", "journal.sh", "engine.sh", "slots.sh", "edge.sh", "files.sh", "rollback.sh"]).Order(StringComparer.Ordinal),
            entries.Keys.Order(StringComparer.Ordinal));
        Assert.All(["files/.env.production", "release.json", "activation"], path => Assert.Equal(Private, entries[path].Mode));
        Assert.All(["files/init-secrets.sh", "release.sh", "rollback.sh"], path => Assert.True(entries[path].Mode.HasFlag(UnixFileMode.UserExecute)));
        Assert.True(entries["files/nginx/nginx.conf"].Mode.HasFlag(UnixFileMode.OtherRead));
        Assert.Equal("-> .env.production", entries["files/.env"].Content);
        Assert.Equal(Published.Text("nginx/nginx.conf"), entries["files/nginx/nginx.conf"].Content);
        Assert.Equal(release.ToJson(), Release.Parse(entries["release.json"].Content).ToJson());
    }

    [Fact]
    public void Hashes_are_those_of_sha256sum() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ReleaseFiles.Hashes([GeneratedFile.Text("a", "abc"), GeneratedFile.Text("b", "a", FileKind.Link)]).Single().Value);

    private static EnvFile Env(string before, params (string Name, string Value)[] settings) => new(Published.Text(
        ReleaseFiles.Of(Published.Files, DeployedServer.Options with { Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) }, before, DeployedServer.Images("1.0.0")),
        ".env.production"));
}
