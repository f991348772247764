using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;

namespace CodiesVibe.Tests.Hosting.JavaScript;

public sealed class ViteAppTests : IDisposable
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-vite-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Development", "development")]
    [InlineData("Production", "production")]
    public async Task The_script_runs_on_the_port_of_the_endpoint_in_the_mode_of_the_host(string environment, string mode)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "package.json"), "{}");
        var host = TestApplication.CreateBuilder($"--environment={environment}");
        var app = host.AddViteApp("web-app", _folder.FullName, "serve");
        app.Resource.Allocate(5000, targetPort: "5001");

        var start = await host.StartConfigurationAsync(app.Resource);

        Assert.Equal(("npm", _folder.FullName), (app.Resource.Command, app.Resource.WorkingDirectory));
        Assert.Equal(["run", "serve", "--", "--port", "5001"], start.Arguments.Select(a => a.Value));
        var variables = start.EnvironmentVariables.ToDictionary();
        Assert.Equal(("5001", mode), (variables["PORT"], variables["NODE_ENV"]));
    }

    [Fact]
    public async Task Its_packages_are_installed_first()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "package.json"), "{}");
        var app = _builder.AddViteApp("web", _folder.FullName);

        var installer = Assert.IsType<JavaScriptInstallerResource>(Assert.Single(_builder.Resources, r => r.Name == "web-installer"));
        var wait = Assert.Single(app.Resource.Annotations.OfType<WaitAnnotation>());
        Assert.Equal((installer, WaitType.WaitForCompletion, 0), (wait.Resource, wait.WaitType, wait.ExitCode));
        var parent = Assert.Single(installer.Annotations.OfType<ResourceRelationshipAnnotation>());
        Assert.Equal((app.Resource, "Parent"), (parent.Resource, parent.Type));
        Assert.Equal("install", (await _builder.StartConfigurationAsync(installer)).Arguments.First().Value);
    }

    [Fact]
    public void Installed_packages_are_installed_again_only_on_request()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "package.json"), "{}");
        var app = _builder.AddViteApp("web", _folder.FullName).WithNpm(install: false);
        Assert.Equal(["web"], _builder.Resources.Select(r => r.Name));
        Assert.Empty(app.Resource.Annotations.OfType<WaitAnnotation>());

        app.WithNpm();
        Assert.Equal(["web", "web-installer"], _builder.Resources.Select(r => r.Name).Order());
        Assert.Single(app.Resource.Annotations.OfType<WaitAnnotation>());
    }

    [Fact]
    public void A_folder_without_an_application_is_refused()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => _builder.AddViteApp("web", _folder.FullName));
        Assert.Equal($"The folder '{_folder.FullName}' of the resource 'web' has no package.json.", error.Message);
        Assert.Empty(_builder.Resources);
    }
}
