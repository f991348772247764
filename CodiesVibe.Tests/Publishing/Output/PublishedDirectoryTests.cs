using System.Text.Json.Nodes;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publisher;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>What publishing does to a directory that has been used.</summary>
public sealed class PublishedDirectoryTests : IDisposable
{
    private readonly TargetFolder _target = new();
    private readonly PublishedDirectory _directory;

    public PublishedDirectoryTests() => _directory = new(_target.Path);

    [Fact]
    public void A_set_takes_the_place_of_the_one_before_and_leaves_alone_what_the_server_owns()
    {
        var changes = _directory.Publish(Sets.New);
        _target.AssertExactly(Sets.New);
        Assert.Equal(
            [
                "changed .env.production.example", "removed becomes-directory", "added becomes-directory/inner.txt", "added becomes-file", "removed becomes-file/inner/file.txt",
                "added comes.yml", "added comes/inner/file.txt", "changed compose.yml", "removed goes.yml", "removed goes/inner/file.txt", "changed init.sh", "changed link-becomes-file",
                "changed nginx/nginx.conf", "removed nginx/routes/goes.conf", "added nginx/sites/comes.conf", "added renamed/new.conf", "removed renamed/old.conf", "changed turned",
            ],
            changes.Select(change => $"{change.Verb} {change.Path}"));
    }

    [Fact]
    public void The_same_set_again_changes_nothing()
    {
        var before = Times();
        Assert.Empty(_directory.Publish(Sets.Old));
        Assert.Equal(before, Times());
    }

    [Fact]
    public void The_list_names_every_file_with_its_hash_and_every_link_with_its_target()
    {
        var list = JsonNode.Parse(_target.Read(".publish.json"))!;
        Assert.Equal(["schema", "files", "links"], list.AsObject().Select(property => property.Key));
        Assert.Equal(Sets.Old.Where(file => file.Kind != FileKind.Link).Select(file => file.Path).Order(StringComparer.Ordinal), list["files"]!.AsObject().Select(file => file.Key));
        Assert.Equal("8077b5030dc0b27ccd68a79d6dc5bf3e9e9be4cb6cdd0d1c4eabc4ba47ae8ec4".Length, ((string)list["files"]!["compose.yml"]!).Length);
        Assert.Equal("nginx/nginx.conf", (string?)list["links"]!["nginx.conf"]);
    }

    [Theory]
    [InlineData("compose.yml")]
    [InlineData("nginx/nginx.conf")]
    [InlineData("goes.yml")]
    [InlineData("goes/inner/file.txt")]
    public void A_file_that_was_edited_is_named_and_kept(string path)
    {
        _target.Write(path, "edited\n");
        var error = Assert.Throws<PublishingException>(() => _directory.Publish(Sets.New));
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-- --force", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'comes.yml'", error.Message, StringComparison.Ordinal);
        Assert.Equal("edited\n", _target.Read(path));
        Assert.Equal("old\n", _target.Read("nginx/routes/goes.conf"));
        Assert.False(Path.Exists(_target.At("comes.yml")));

        _directory.Publish(Sets.New, force: true);
        _target.AssertExactly(Sets.New);
    }

    [Fact]
    public void A_file_of_somebody_else_is_named_and_kept_but_one_that_is_as_it_would_be_is_taken_over()
    {
        _target.Write("comes/inner/file.txt", "new\n");
        _target.Write("comes.yml", "mine\n");
        var error = Assert.Throws<PublishingException>(() => _directory.Publish(Sets.New));
        Assert.Contains("'comes.yml'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'comes/inner/file.txt'", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine\n", _target.Read("comes.yml"));

        _directory.Publish(Sets.New, force: true);
        _target.AssertExactly(Sets.New);
    }

    [Fact]
    public void A_file_that_was_deleted_comes_back_and_one_that_lost_its_right_to_run_gets_it()
    {
        File.Delete(_target.At("compose.yml"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_target.At("init.sh"), UnixFileMode.UserRead);
        }

        _directory.Publish(Sets.Old);
        _target.AssertExactly(Sets.Old);
    }

    [Fact]
    public void A_directory_that_is_no_longer_published_stays_where_something_else_is_in_it()
    {
        _target.Write("goes/notes.txt", "mine\n");
        _directory.Publish(Sets.New);
        Assert.Equal(["notes.txt"], new DirectoryInfo(_target.At("goes")).EnumerateFileSystemInfos().Select(item => item.Name));
        Assert.Equal("mine\n", _target.Read("goes/notes.txt"));
    }

    [Fact]
    public void Comparing_changes_nothing_and_shows_lines()
    {
        var before = Times();
        var changes = _directory.Compare(Sets.New);
        Assert.Equal(before, Times());
        Assert.Equal(["--- compose.yml", "+++ compose.yml", "@@ -1 +1 @@", "-old", "+new"], UnifiedDiff.Of(changes.Single(change => change.Path == "compose.yml")));
        Assert.Equal(["--- goes.yml", "+++ /dev/null", "@@ -1 +0,0 @@", "-old"], UnifiedDiff.Of(changes.Single(change => change.Path == "goes.yml")));
        Assert.Equal(["--- /dev/null", "+++ comes.yml", "@@ -0,0 +1 @@", "+new"], UnifiedDiff.Of(changes.Single(change => change.Path == "comes.yml")));
    }

    [Fact]
    public async Task Directories_stay_the_same_ones_since_containers_have_them_mounted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Directories are told apart otherwise elsewhere.");
        var before = (await IdentityAsync("nginx"), await IdentityAsync("renamed"));
        _directory.Publish(Sets.New);
        Assert.Equal(before, (await IdentityAsync("nginx"), await IdentityAsync("renamed")));
    }

    [Fact]
    public void What_a_killed_process_left_of_a_file_goes_with_the_next_publish()
    {
        _target.Write(".publish.1.tmp", "hal");
        _target.Write("nginx/.publish.22.tmp", "hal");
        _directory.Publish(Sets.Old);
        _target.AssertExactly(Sets.Old);
    }

    public void Dispose() => _target.Dispose();

    private async Task<string> IdentityAsync(string path) => (await Command.RunAsync("stat", ["-c", "%i %w", _target.At(path)], "/")).Output;

    private List<string> Times() => [.. new DirectoryInfo(_target.Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(item => $"{item.FullName} {item.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal)];
}
