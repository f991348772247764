using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.Testing;

public sealed class AppHostAssemblyTests
{
    [Fact]
    public async Task The_app_host_of_an_assembly_is_built_from_its_own_folder()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(["--color=red"], TestContext.Current.CancellationToken);

        Assert.Equal("red", builder.Configuration["color"]);
        Assert.Equal(Projects.CodiesVibe_AppHost.ProjectPath, builder.AppHostDirectory);
        Assert.Equal(("CodiesVibe.AppHost", builder.AppHostDirectory), (builder.Environment.ApplicationName, builder.Environment.ContentRootPath.TrimEnd('/')));
        Assert.IsType<ProjectResource>(Assert.Single(builder.Resources, r => r.Name == "backend"));
    }
}
