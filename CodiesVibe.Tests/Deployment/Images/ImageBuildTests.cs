using System.Text.RegularExpressions;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Images;

/// <summary>Which commands build, push and tag the images; a script stands in for the docker client.</summary>
public sealed partial class ImageBuildTests : IDisposable
{
    private const string Image = "ghcr.io/owner/codiesvibe-backend:1.0.0";
    private static readonly SourceRevision s_revision = new("0123456789ab", "2026-03-01T12:00:00+00:00", "0123456789abcdef0123456789abcdef01234567");
    private static readonly DeployOptions s_options = new()
    {
        Environment = "production",
        Host = "",
        Version = "1.0.0",
        Service = ServiceChoice.Backend,
        BackendImage = "ghcr.io/owner/codiesvibe-backend",
        FrontendImage = "ghcr.io/owner/codiesvibe-frontend",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-images-");
    private readonly List<string> _reported = [];

    public ImageBuildTests() => File.CreateSymbolicLink(Docker, Repository.Source("CodiesVibe.Tests/Deployment/Images/docker-stand-in.sh"));

    private string Docker => Path.Combine(_folder.FullName, "docker");

    private IReadOnlyList<string> Commands => [.. File.ReadAllLines($"{Docker}.commands").Select(line => Scratch().Replace(line, "CONFIG"))];

    [Fact]
    public async Task An_image_that_the_engine_lacks_is_built_from_the_commit()
    {
        await Build(s_options).BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"image ls --quiet --no-trunc --filter reference={Image} --filter label=org.opencontainers.image.revision=0123456789ab",
                $"build --file /sources/Dockerfile.backend --tag {Image} --build-arg VERSION=1.0.0 --build-arg REVISION=0123456789ab --build-arg CREATED=2026-03-01T12:00:00+00:00 /sources",
            ],
            Commands);
    }

    /// <summary>What was scanned in one job is what another one pushes.</summary>
    [Fact]
    [Requirement("R106")]
    public async Task An_image_of_the_commit_is_not_built_again()
    {
        await File.WriteAllTextAsync($"{Docker}.images", "sha256:0a1b\n", TestContext.Current.CancellationToken);
        await Build(s_options).BuildAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("image ls ", Assert.Single(Commands), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_no_image()
    {
        await File.WriteAllTextAsync($"{Docker}.images", "WARNING: this client is old\n", TestContext.Current.CancellationToken);
        await Build(s_options).BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Commands.Count);
    }

    [Fact]
    public async Task Sources_that_are_no_commit_are_not_built() =>
        await Assert.ThrowsAsync<DeploymentException>(() => new ImageBuild(s_options, new("/sources", null), _ => { }, TimeProvider.System, Docker).BuildAsync(TestContext.Current.CancellationToken));

    [Fact]
    [Requirement("R134")]
    public async Task A_build_that_fails_is_tried_twice_more_without_the_cache()
    {
        await FailAsync("no space", "no space");
        await Build(s_options).BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["build --file", "build --no-cache", "build --no-cache"], Commands.Where(line => line.StartsWith("build ", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ')[..2])));
        Assert.Equal(2, _reported.Count(line => line.StartsWith("Attempt ", StringComparison.Ordinal)));
    }

    [Fact]
    [Requirement("R134")]
    public async Task A_build_that_fails_three_times_is_an_error()
    {
        await FailAsync("a", "b", "c", "d");
        await Assert.ThrowsAsync<DeploymentException>(() => Build(s_options).BuildAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, Commands.Count(line => line.StartsWith("build ", StringComparison.Ordinal)));
    }

    [Fact]
    [Requirement("R133")]
    public async Task A_push_is_tried_again_when_the_registry_does_not_answer()
    {
        await FailAsync("received unexpected HTTP status: 503 Service Unavailable");
        await Build(s_options).PushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Commands.Count(line => line.StartsWith("push ", StringComparison.Ordinal)));
    }

    [Fact]
    [Requirement("R133")]
    public async Task A_push_that_is_denied_is_not_tried_again_and_says_what_to_do()
    {
        await FailAsync("denied: requested access to the resource is denied", "never");
        var fault = await Assert.ThrowsAsync<DeploymentException>(() => Build(s_options).PushAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            $"The image '{Image}' was not pushed: the registry does not let this account push. The engine says: denied: requested access to the resource is denied. "
            + "Give Deploy:RegistryUser and Deploy:RegistryTokenFile of an account that may write packages.", fault.Message);
        Assert.Single(Commands, line => line.StartsWith("push ", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("R106")]
    public async Task Every_tag_but_the_one_it_has_is_set_and_pushed()
    {
        await Build(s_options).TagAsync(["1.0.0", "latest", "sha-0123456"], TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"tag {Image} ghcr.io/owner/codiesvibe-backend:latest", "push --quiet ghcr.io/owner/codiesvibe-backend:latest",
                $"tag {Image} ghcr.io/owner/codiesvibe-backend:sha-0123456", "push --quiet ghcr.io/owner/codiesvibe-backend:sha-0123456",
            ],
            Commands);
    }

    [Fact]
    public async Task The_token_reaches_the_client_by_its_input_and_stays_in_a_configuration_that_is_removed()
    {
        var token = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(token, "canary7c1e88d2f0", TestContext.Current.CancellationToken);
        await Build(s_options with { Account = new("ada", token) }).PushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["--config CONFIG login --username ada --password-stdin ghcr.io", $"--config CONFIG push --quiet {Image}"], Commands);
        Assert.Equal("canary7c1e88d2f0", await File.ReadAllTextAsync($"{Docker}.input", TestContext.Current.CancellationToken));
        Assert.All(Scratch().Matches(await File.ReadAllTextAsync($"{Docker}.commands", TestContext.Current.CancellationToken)), folder => Assert.False(Directory.Exists(folder.Value)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ImageBuild Build(DeployOptions options) => new(options, new("/sources", s_revision), Report, TimeProvider.System, Docker);

    // The client's two streams are read by different threads.
    private void Report(string line)
    {
        lock (_reported)
        {
            _reported.Add(line);
        }
    }

    private Task FailAsync(params string[] lines) => File.WriteAllLinesAsync($"{Docker}.failures", lines, TestContext.Current.CancellationToken);

    [GeneratedRegex(@"/\S*codiesvibe-docker-\S+")]
    private static partial Regex Scratch();
}
