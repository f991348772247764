using System.Diagnostics;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publisher;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>Directories that cannot be published into: one error that names path and remedy; what cannot be written whole is left as it was.</summary>
public sealed class BadTargetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-target-");

    [Fact]
    public void A_file_where_the_directory_is_to_be()
    {
        var path = Path.Combine(_folder.FullName, "deploy");
        File.WriteAllText(path, "mine");
        AssertRefused(path, $"'{path}' is a file, but a directory is needed there", "--output-path");
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_where_a_directory_of_the_set_is_to_be()
    {
        using var target = new TargetFolder();
        target.Write("comes", "mine");
        AssertRefused(target.Path, $"'{target.At("comes")}' is a file, but a directory is needed there", "Move the file elsewhere");
        target.AssertWhole(Sets.Old);
    }

    [Fact]
    public void A_directory_where_a_file_of_the_set_is_to_be()
    {
        using var target = new TargetFolder();
        target.Write("comes.yml/notes.txt", "mine");
        AssertRefused(target.Path, $"'{target.At("comes.yml")}' is a directory, but a file is needed there, and 'comes.yml/notes.txt' in it was not published");
        target.AssertWhole(Sets.Old);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_directory()
    {
        using var target = new TargetFolder();
        var outside = _folder.CreateSubdirectory("outside");
        Directory.CreateSymbolicLink(target.At("comes"), outside.FullName);
        AssertRefused(target.Path, $"'{target.At("comes")}' is a symbolic link", "Remove the link");
        Assert.Empty(outside.EnumerateFileSystemInfos());
        target.AssertWhole(Sets.Old);
    }

    [Fact]
    public void A_path_that_is_too_long()
    {
        using var target = new TargetFolder();
        var name = new string('x', 300);
        var error = Assert.Throws<PublishingException>(() => new PublishedDirectory(target.Path).Publish([.. Sets.New, GeneratedFile.Text(name, "")]));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("shorter path", error.Message, StringComparison.Ordinal);
        AssertUnharmed(target);
    }

    [Fact]
    public async Task A_directory_that_is_not_writable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a file system that is read-only for root too.");
        await MountAsync("ro,size=1m");
        var path = Path.Combine(_folder.FullName, "deploy");
        AssertRefused(path, $"'{path}' cannot be written", "Make it writable");
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a small file system.");
        await MountAsync("size=512k");
        using var target = new TargetFolder(_folder.FullName);
        var error = Assert.Throws<PublishingException>(() => new PublishedDirectory(target.Path).Publish([.. Sets.New, new("large.bin", new byte[1 << 20])]));
        Assert.Contains("large.bin", error.Message, StringComparison.Ordinal);
        Assert.Contains("Free some space", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(target.At("large.bin")));
        AssertUnharmed(target);
    }

    [Fact]
    public void Two_publishes_at_once()
    {
        using var target = new TargetFolder();
        using (DirectoryLock.Take(target.Path))
        {
            AssertRefused(target.Path, $"Another process is publishing into '{target.Path}'", "publish again");
            target.AssertWhole(Sets.Old);
        }

        new PublishedDirectory(target.Path).Publish(Sets.New);
        target.AssertExactly(Sets.New);
    }

    [Theory]
    [InlineData("{ \"schema\": 2, \"files\": {}, \"links\": {}, \"more\": 1 }", "newer version (schema 2; this version supports 1)", false)]
    [InlineData("<<<<<<< HEAD", "is damaged", true)]
    [InlineData("{ \"schema\": 1, \"files\": { \"../outside\": \"00\" }, \"links\": {} }", "is damaged", true)]
    [InlineData("{ \"schema\": 1, \"files\": { \"secrets/token\": \"00\" }, \"links\": {} }", "is damaged", true)]
    [InlineData("{ \"schema\": 1, \"files\": { \"compose.yml\": null }, \"links\": {} }", "is damaged", true)]
    [InlineData("null", "is damaged", true)]
    public void A_list_that_is_not_ours(string list, string message, bool isForceable)
    {
        using var target = new TargetFolder();
        target.Write(PublishedList.Name, list);
        AssertRefused(target.Path, message, target.At(PublishedList.Name));
        target.AssertWhole(Sets.Old);
        if (isForceable)
        {
            new PublishedDirectory(target.Path).Publish(Sets.Old, force: true);
            target.AssertExactly(Sets.Old);
        }
        else
        {
            Assert.Throws<PublishingException>(() => new PublishedDirectory(target.Path).Publish(Sets.Old, force: true));
        }
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("nginx/../../outside")]
    [InlineData("nginx//x")]
    [InlineData("nginx\\x")]
    [InlineData("a\nb")]
    [InlineData("c:x")]
    [InlineData("")]
    [InlineData(".env")]
    [InlineData(".env.production")]
    [InlineData("secrets/token")]
    [InlineData("State/x")]
    [InlineData("certificates/x")]
    [InlineData("backups/x")]
    [InlineData(".publish.json")]
    [InlineData("nginx/.publish.1.tmp")]
    public void A_path_that_is_not_ours(string path)
    {
        var target = Path.Combine(_folder.FullName, "deploy");
        Assert.Contains($"'{path.Replace('\n', '?')}'", Assert.Throws<PublishingException>(() => new PublishedDirectory(target).Publish([GeneratedFile.Text(path, "")])).Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(target));
    }

    [Theory]
    [InlineData("nginx.conf", "../x")]
    [InlineData("nginx.conf", "/etc/passwd")]
    [InlineData("nginx.conf", "nginx/../../x")]
    [InlineData("nginx.conf", "")]
    [InlineData("nginx/nginx.conf", "../secrets/token")]
    public void A_published_link_that_leads_out(string path, string link)
    {
        var target = Path.Combine(_folder.FullName, "deploy");
        Assert.Contains($"'{path}'", Assert.Throws<PublishingException>(() => new PublishedDirectory(target).Publish([GeneratedFile.Text(path, link, FileKind.Link)])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "A")]
    [InlineData("a", "a/b")]
    public void Two_files_at_one_place(string one, string other)
    {
        var target = Path.Combine(_folder.FullName, "deploy");
        Assert.Contains("Correct the renderers", Assert.Throws<PublishingException>(() => new PublishedDirectory(target).Publish([GeneratedFile.Text(one, ""), GeneratedFile.Text(other, "")])).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        using var unmount = Process.Start(new ProcessStartInfo("sh", ["-c", "umount \"$0\" 2>/dev/null", _folder.FullName]));
        unmount?.WaitForExit();
        _folder.Delete(recursive: true);
    }

    private static void AssertRefused(string path, params string[] parts)
    {
        var error = Assert.Throws<PublishingException>(() => new PublishedDirectory(path).Publish(Sets.New));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>A publish that failed in the middle is not taken for an edit by hand: the old set comes back, and nothing is left over.</summary>
    private static void AssertUnharmed(TargetFolder target)
    {
        target.AssertWhole(Sets.Old, Sets.New);
        new PublishedDirectory(target.Path).Publish(Sets.Old);
        target.AssertExactly(Sets.Old);
    }

    private async Task MountAsync(string options)
    {
        var mount = await Command.RunAsync("mount", ["-t", "tmpfs", "-o", options, "codiesvibe-test", _folder.FullName], "/");
        Assert.SkipUnless(mount.ExitCode == 0, $"Nothing can be mounted here: {mount.All.Trim()}");
    }
}
