using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Licences;

namespace CodiesVibe.Tests.Delivery.Licences;

/// <summary>What packages say about their licences.</summary>
public sealed class PackageLicenceTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("codiesvibe-licences-");

    [Fact]
    public void Of_npm_it_is_what_the_lock_file_says() => Assert.Equal(
        new PackageLicence[] { new("vite", "8.0.0", "MIT"), new("@scope/inner", "1.0.0", "ISC"), new("silent", "2.0.0", null) },
        NpmLicences.Parse("""
            {"lockfileVersion":3,"packages":{"":{"name":"site","license":"UNLICENSED","version":"0.0.0"},"node_modules/vite":{"version":"8.0.0","license":"MIT"},
            "node_modules/vite/node_modules/@scope/inner":{"version":"1.0.0","license":"ISC"},"node_modules/silent":{"version":"2.0.0"}}}
            """));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"packages":{"node_modules/x":{}}}""")]
    public void A_lock_file_that_is_something_else_is_an_error(string text) =>
        Assert.Contains("'package-lock.json' cannot be read", Assert.Throws<DeliveryException>(() => NpmLicences.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""<license type="expression">MIT</license><licenseUrl>https://licenses.nuget.org/MIT</licenseUrl>""", null, "MIT", null)]
    [InlineData("""<license type="file">terms.txt</license>""", "terms.txt", null, "terms.txt sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")]
    [InlineData("<licenseUrl>https://example.com/terms</licenseUrl>", "LICENSE.TXT", null, "LICENSE.TXT sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")]
    [InlineData("<licenseUrl>https://example.com/terms</licenseUrl>", null, null, "https://example.com/terms")]
    [InlineData("<projectUrl>https://example.com</projectUrl>", null, null, "https://example.com")]
    [InlineData("", null, null, null)]
    public void Of_nuget_it_is_what_the_package_states_or_has(string metadata, string? file, string? expression, string? evidence)
    {
        var package = _root.CreateSubdirectory("packages/some/1.2.3").FullName;
        File.WriteAllText(Path.Combine(package, "some.nuspec"), $"""<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Some</id>{metadata}</metadata></package>""");
        if (file is not null)
        {
            File.WriteAllText(Path.Combine(package, file), "x");
        }

        WriteProject();
        Assert.Equal(new PackageLicence[] { new("Some", "1.2.3", expression, evidence) }, NuGetLicences.Read(_root.FullName));
    }

    [Fact]
    public void A_project_that_was_not_restored_is_an_error()
    {
        WriteSolution();
        Assert.Contains("'p.csproj' was not restored", Assert.Throws<DeliveryException>(() => NuGetLicences.Read(_root.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_gone_is_an_error()
    {
        WriteProject();
        Assert.Contains("'Some/1.2.3' is not in the folder", Assert.Throws<DeliveryException>(() => NuGetLicences.Read(_root.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void WriteProject()
    {
        WriteSolution();
        File.WriteAllText(Path.Combine(_root.CreateSubdirectory("folder/obj").FullName, "project.assets.json"),
            $$$$"""{"packageFolders":{"{{{{_root.FullName}}}}/packages":{}},"libraries":{"Some/1.2.3":{"type":"package","path":"some/1.2.3"},"Other/1.0.0":{"type":"project","path":"../other"}}}""");
    }

    private void WriteSolution() => File.WriteAllText(Path.Combine(_root.FullName, "all.sln"), "Project(\"{FAE0}\") = \"p\", \"folder\\p.csproj\", \"{1}\"\nEndProject\n");
}
