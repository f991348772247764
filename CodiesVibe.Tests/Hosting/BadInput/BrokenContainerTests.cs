using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.BadInput;

/// <summary>Mistakes in a container: one error that names the resource, what is wrong and what would be right, before anything starts.</summary>
public sealed class BrokenContainerTests
{
    [Theory]
    [InlineData("Nginx")]
    [InlineData("nginx:")]
    [InlineData("nginx latest")]
    [InlineData("http://registry.example.com/nginx")]
    [InlineData("nginx@sha256:abc")]
    [InlineData("")]
    public async Task An_image_that_cannot_exist(string image)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        AssertNamesImage(image, () => builder.AddContainer("edge", image));
    }

    [Theory]
    [InlineData("1.27 alpine")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    public async Task A_tag_that_cannot_exist(string tag)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        AssertNamesImage(tag, () => builder.AddContainer("edge", "nginx", tag));
    }

    [Fact]
    public async Task A_registry_or_digest_that_cannot_exist()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var edge = builder.AddContainer("edge", "nginx");
        AssertNamesImage("https://registry", () => edge.WithImageRegistry("https://registry"));
        AssertNamesImage("12345", () => builder.AddContainer("edge2", "nginx").WithImageSHA256("12345"));
    }

    [Fact]
    public async Task Mounts_that_lead_nowhere()
    {
        var missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await RefusedAsync(edge => edge.WithBindMount(missing, "/in"), $"mounts '{missing}', which does not exist. Create it first");
        await RefusedAsync(edge => edge.WithVolume("data", "data"), "mounts something at 'data', but that has to be an absolute path inside the container");
        await RefusedAsync(edge => edge.WithVolume("data", "/"), "mounts something at '/', but that has to be an absolute path inside the container, and not its root");
        await RefusedAsync(edge => edge.WithVolume("my data", "/data"), "mounts the volume 'my data', but no volume can be called that. Use letters");
        await RefusedAsync(edge => edge.WithVolume("one", "/data").WithVolume("two", "/data/"), "mounts two things at '/data/'. Take one of them away");
    }

    [Fact]
    public async Task A_Dockerfile_that_is_not_there()
    {
        var missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await RefusedAsync(edge => edge.WithDockerfile(missing), $"is built from the folder '{missing}', which does not exist");
        await RefusedAsync(edge => edge.WithDockerfile(Path.GetTempPath(), missing), $"is built with the Dockerfile '{missing}', which does not exist");
    }

    [Fact]
    public async Task Ports_and_names_that_cannot_be_had()
    {
        await RefusedAsync(edge => edge.WithHttpEndpoint(), "must specify the TargetPort value of its endpoint 'http'");
        await RefusedAsync(edge => edge.WithContainerName("my edge"), "cannot have the container name 'my edge'. Use letters");
    }

    private static void AssertNamesImage(string text, Action add)
    {
        var error = Assert.Throws<DistributedApplicationException>(add).Message;
        Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.Contains("'edge", error, StringComparison.Ordinal);
        Assert.Contains("An image is written 'name', 'name:tag' or 'name@sha256:digest'", error, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Action<IResourceBuilder<ContainerResource>> spoil, string expected)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        spoil(builder.AddContainer("edge", "nginx"));
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("The container resource 'edge' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
