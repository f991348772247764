using System.Text.Json;

namespace CodiesVibe.Tests.Build;

/// <summary>UseAspirePackages swaps hosting/ for the official packages; both settings are evaluated, neither is built.</summary>
public sealed class PackageSwitchTests : IDisposable
{
    private readonly DirectoryInfo _packages = Directory.CreateTempSubdirectory();

    public void Dispose() => _packages.Delete(recursive: true);

    [Fact]
    public async Task Without_the_switch_the_app_host_refers_to_the_projects_of_hosting()
    {
        var project = await EvaluateAsync("CodiesVibe.AppHost", usePackages: false);

        Assert.Equal("true", project.Property("IsAspireHost"));
        Assert.Equal("true", project.Property("AspireUseCliBundle"));
        Assert.Equal(project.Property("AspireVersion"), project.Property("AspireHostingSDKVersion"));
        Assert.Empty(project.AspireItems("PackageReference"));
        Assert.Equal(
            ["Aspire.Hosting", "Aspire.Hosting.JavaScript", "Aspire.Hosting.MongoDB", "Aspire.Hosting.Redis", "CodiesVibe.DevServers", "CodiesVibe.Publishing"],
            project.References(resource: false));
        Assert.Equal(["CodiesVibe.Api"], project.References(resource: true));
        Assert.Equal(["Aspire.Hosting", "Aspire.Hosting.ApplicationModel"], project.AspireItems("Using"));
    }

    [Fact]
    public async Task With_the_switch_the_app_host_takes_the_official_sdk_and_packages()
    {
        var project = await EvaluateAsync("CodiesVibe.AppHost", usePackages: true);
        string[] packages = ["Aspire.Hosting.AppHost", "Aspire.Hosting.JavaScript", "Aspire.Hosting.MongoDB", "Aspire.Hosting.Redis"];

        Assert.Equal("true", project.Property("IsAspireHost"));
        Assert.Equal("true", project.Property("StandInSdk"));
        Assert.Equal(packages, project.AspireItems("PackageReference"));
        Assert.Equal(packages, project.AspireItems("SeenBySdk"));
        Assert.Equal(["CodiesVibe.Api", "CodiesVibe.DevServers", "CodiesVibe.Publishing"], project.Items("ProjectReference").Select(Path.GetFileNameWithoutExtension));
        Assert.Superset(project.Items("ProjectReference").ToHashSet(), project.Items("SeenBySdk").ToHashSet());
    }

    [Fact]
    public async Task The_tests_take_the_testing_library_from_the_same_side_and_leave_out_those_of_hosting()
    {
        var own = await EvaluateAsync("CodiesVibe.Tests", usePackages: false);
        var official = await EvaluateAsync("CodiesVibe.Tests", usePackages: true);

        Assert.Contains("Aspire.Hosting.Testing", own.References(resource: false));
        Assert.DoesNotContain("Aspire.Hosting.Testing", own.Items("PackageReference"));
        Assert.Contains(own.Items("Compile"), file => file.StartsWith("Hosting/", StringComparison.Ordinal));
        Assert.Contains("Aspire.Hosting.Testing", official.Items("PackageReference"));
        Assert.DoesNotContain(official.Items("ProjectReference"), path => path.Contains("hosting/", StringComparison.Ordinal));
        Assert.DoesNotContain(official.Items("Compile"), file => file.StartsWith("Hosting/", StringComparison.Ordinal));
        Assert.Contains(official.Items("Compile"), file => file.StartsWith("Build/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_the_switch_the_projects_of_hosting_are_empty_and_named_otherwise()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "hosting"), "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var project = await EvaluateAsync(Path.Combine("hosting", name), usePackages: true);

            Assert.NotEqual(name, project.Property("AssemblyName"));
            Assert.Empty(project.Items("Compile"));
            Assert.Empty(project.Items("PackageReference"));
            Assert.Empty(project.Items("ProjectReference"));
        }
    }

    [Fact]
    public async Task With_the_switch_a_restore_misses_the_official_packages_only()
    {
        var version = (await EvaluateAsync("CodiesVibe.AppHost", usePackages: false)).Property("AspireVersion");
        StandInSdk.Write(_packages.FullName, version);
        var emptyFeed = _packages.CreateSubdirectory("feed").FullName;
        var output = _packages.CreateSubdirectory("obj").FullName;

        var restore = await Command.RunAsync(
            "dotnet",
            ["msbuild", "CodiesVibe.AppHost", "-t:Restore", "-p:UseAspirePackages=true", "-p:RestoreRecursive=false", $"-p:RestoreSources={emptyFeed}", $"-p:RestoreFallbackFolders={Repository.PackageFolder}", $"-p:MSBuildProjectExtensionsPath={output}/"],
            Repository.Root,
            ("NUGET_PACKAGES", _packages.FullName));

        Assert.NotEqual(0, restore.ExitCode);
        var errors = restore.Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(errors);
        var others = errors.Where(line => !line.Contains("error NU1101: Unable to find package Aspire.Hosting.", StringComparison.Ordinal));
        Assert.True(!others.Any(), string.Join(Environment.NewLine, others));
    }

    private async Task<Evaluation> EvaluateAsync(string project, bool usePackages)
    {
        if (usePackages)
        {
            StandInSdk.Write(_packages.FullName, (await EvaluateAsync("CodiesVibe.AppHost", usePackages: false)).Property("AspireVersion"));
        }
        var run = await Command.RunAsync(
            "dotnet",
            ["msbuild", project, "-getProperty:IsAspireHost,AspireUseCliBundle,AspireVersion,AspireHostingSDKVersion,AssemblyName,StandInSdk", "-getItem:PackageReference,ProjectReference,Compile,Using,SeenBySdk"],
            Repository.Root,
            ("UseAspirePackages", usePackages ? "true" : null),
            ("NUGET_PACKAGES", usePackages ? _packages.FullName : Environment.GetEnvironmentVariable("NUGET_PACKAGES")));
        Assert.True(run.ExitCode == 0, run.All);
        return new Evaluation(JsonDocument.Parse(run.Output).RootElement);
    }

    private sealed record Evaluation(JsonElement Json)
    {
        public string Property(string name) => Json.GetProperty("Properties").GetProperty(name).GetString()!;

        public IEnumerable<string> Items(string type) => Elements(type).Select(item => item.GetProperty("Identity").GetString()!);

        public IEnumerable<string> AspireItems(string type) => Items(type).Where(name => name.StartsWith("Aspire.", StringComparison.Ordinal));

        /// <summary>Names of the referenced projects that are, or are not, resources of the app host.</summary>
        public IEnumerable<string> References(bool resource) => Elements("ProjectReference")
            .Where(item => item.TryGetProperty("IsAspireProjectResource", out var value) && value.GetString() == (resource ? "true" : "false"))
            .Select(item => item.GetProperty("Filename").GetString()!)
            .Order(StringComparer.Ordinal);

        private JsonElement.ArrayEnumerator Elements(string type) => Json.GetProperty("Items").GetProperty(type).EnumerateArray();
    }
}
