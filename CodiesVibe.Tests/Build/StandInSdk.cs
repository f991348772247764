namespace CodiesVibe.Tests.Build;

/// <summary>
/// A package folder that holds nothing but a stand-in for the official Aspire.AppHost.Sdk. NuGet takes an SDK from there without
/// asking a feed. It does to project references what the official one does, and notes which references it was shown.
/// </summary>
internal static class StandInSdk
{
    public static void Write(string packageFolder, string version)
    {
        var package = Directory.CreateDirectory(Path.Combine(packageFolder, "aspire.apphost.sdk", version)).FullName;
        var sdk = Directory.CreateDirectory(Path.Combine(package, "Sdk")).FullName;
        File.WriteAllText(Path.Combine(package, ".nupkg.metadata"), """{ "version": 2, "contentHash": "", "source": "" }""");
        File.WriteAllText(Path.Combine(package, "aspire.apphost.sdk.nuspec"), $"""
            <package><metadata><id>Aspire.AppHost.Sdk</id><version>{version}</version><authors>-</authors><description>-</description></metadata></package>
            """);
        File.WriteAllText(Path.Combine(sdk, "Sdk.props"), """
            <Project><PropertyGroup><StandInSdk>true</StandInSdk></PropertyGroup></Project>
            """);
        File.WriteAllText(Path.Combine(sdk, "Sdk.targets"), """
            <Project>
              <ItemGroup>
                <SeenBySdk Include="@(PackageReference);@(ProjectReference)" />
                <ProjectReference Update="@(ProjectReference)" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
    }
}
