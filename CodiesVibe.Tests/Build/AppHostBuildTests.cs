using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace CodiesVibe.Tests.Build;

/// <summary>Builds and runs an app host in a folder of its own, with a stand-in for the hosting library and for npm.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AppHostBuildTests : IDisposable
{
    private const string Version = "99.0.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly FakeNpm _npm;

    public AppHostBuildTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        _npm = new FakeNpm(_folder).ThatDelivers(Version);
        WriteAppHost();
    }

    private string GeneratedCode => Path.Combine(_folder.FullName, "Sample.AppHost", "obj", "Debug", "net10.0", "Aspire");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_app_host_knows_its_projects_and_its_engine()
    {
        var first = await RunAppHostAsync();

        Assert.True(first.ExitCode == 0, first.All);
        var web = Path.Combine(_folder.FullName, "My.Web-1", "My.Web-1.csproj");
        var engine = Path.Combine(_folder.FullName, "cache", "codiesvibe", $"aspire-cli-{RuntimeInformation.RuntimeIdentifier}-{Version}");
        Assert.Equal(
            [
                $"project {web}",
                $"apphost {_folder.FullName}/Sample.AppHost",
                $"apphostprojectpath={_folder.FullName}/Sample.AppHost",
                "apphostprojectname=Sample.AppHost.csproj",
                $"dcpclipath={engine}/dcp/dcp",
                $"aspiredashboardpath={engine}/managed/aspire-managed",
                $"aspireprojectoutput:{web}={_folder.FullName}/My.Web-1/bin/Debug/net10.0/My.Web-1.dll",
                "secrets sample",
            ],
            first.Output.Split('\n').Where(line => line.Length > 0));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "Sample.AppHost", "bin", "Debug", "net10.0", "My.Web-1.dll")));
    }

    [Fact]
    public async Task Only_the_first_run_announces_and_generates()
    {
        var first = await RunAppHostAsync();
        var written = Directory.GetFiles(GeneratedCode).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        var second = await RunAppHostAsync();

        Assert.True(second.ExitCode == 0, second.All);
        Assert.Matches($"^First run: fetching .* the Aspire engine {Version} \\(about \\d+ MB, once per user\\)", first.ErrorLines.First());
        Assert.Empty(second.ErrorLines);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(2, written.Count);
        Assert.Equal(written, Directory.GetFiles(GeneratedCode).ToDictionary(file => file, File.GetLastWriteTimeUtc));
        Assert.Equal(1, _npm.Calls);
    }

    [Fact]
    public async Task A_failed_fetch_is_one_error_of_the_build()
    {
        _npm.That("echo 'npm error code ETARGET' >&2; exit 1");

        var run = await RunAppHostAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches($"CV0003: npm has no @microsoft/aspire-cli-.*@{Version}", Assert.Single(ErrorsOf(run)));
    }

    [Fact]
    public async Task A_missing_node_is_one_error_of_the_build()
    {
        File.Delete(Path.Combine(_npm.SearchPath, "node"));

        var run = await RunAppHostAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("CV0001: node was not found on PATH", Assert.Single(ErrorsOf(run)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> ErrorsOf(Command run) =>
        run.All.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct();

    private Task<Command> RunAppHostAsync() => Command.RunAsync(
        "dotnet",
        ["run", "--project", "Sample.AppHost"],
        _folder.FullName,
        ("PATH", _npm.SearchPath),
        ("AspireVersion", Version),
        ("XDG_CACHE_HOME", Path.Combine(_folder.FullName, "cache")),
        ("ASPIRE_DCP_PATH", null),
        ("ASPIRE_DASHBOARD_PATH", null));

    private void WriteAppHost()
    {
        var build = Path.Combine(Repository.Root, "hosting", "Aspire.Hosting.AppHost", "build", "Aspire.Hosting.AppHost");
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);
        Write("StandIn/StandIn.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("StandIn/Hosting.cs", """
            namespace Aspire.Hosting
            {
                public interface IProjectMetadata
                {
                    string ProjectPath { get; }
                }
            }

            namespace Aspire.Hosting.ApplicationModel
            {
                public static class Model;
            }
            """);
        Write("My.Web-1/My.Web-1.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />""");
        Write("My.Web-1/Program.cs", "WebApplication.CreateBuilder(args).Build().Run();");
        Write("Sample.AppHost/Sample.AppHost.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <UserSecretsId>sample</UserSecretsId>
                <FirstRestoreMegabytes>1</FirstRestoreMegabytes>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../My.Web-1/My.Web-1.csproj" />
                <ProjectReference Include="../StandIn/StandIn.csproj" IsAspireProjectResource="false" />
              </ItemGroup>
              <Import Project="{build}.targets" />
            </Project>
            """);
        Write("Sample.AppHost/AppHost.cs", """
            using System.Reflection;
            using Microsoft.Extensions.Configuration.UserSecrets;

            IProjectMetadata web = new Projects.My_Web_1();
            var appHost = TypeArgument<Projects.Sample_AppHost>().Assembly;
            Console.WriteLine($"project {web.ProjectPath}");
            Console.WriteLine($"apphost {Projects.Sample_AppHost.ProjectPath}");
            foreach (var metadata in appHost.GetCustomAttributes<AssemblyMetadataAttribute>())
            {
                Console.WriteLine($"{metadata.Key}={metadata.Value}");
            }
            Console.WriteLine($"secrets {appHost.GetCustomAttribute<UserSecretsIdAttribute>()!.UserSecretsId}");

            static Type TypeArgument<T>() where T : class => typeof(T);
            """);
    }

    private void Write(string name, string content)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }
}
