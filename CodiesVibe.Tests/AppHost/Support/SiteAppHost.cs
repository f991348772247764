namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>The app host of the product, as it was built with these tests.</summary>
internal static class SiteAppHost
{
    /// <summary>The resources that make up the site.</summary>
    public static readonly string[] Core = ["mongodb", "redis", "backend", "frontend", "nginx"];

    /// <summary>The folder of its project, which contains its settings and is its working directory.</summary>
    public static string Folder { get; } = Build.Repository.Source("CodiesVibe.AppHost");

    public static string Program { get; } = Build.Repository.Program("CodiesVibe.AppHost");

    /// <summary>Starts it, by default with processes, or skips the test where its processes cannot be observed.</summary>
    public static AppHostProcess Start(IReadOnlyDictionary<string, string?> environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes of a run are found in /proc.");
        return new(new Dictionary<string, string?>(environment) { ["AppHost__Runtime"] = environment.GetValueOrDefault("AppHost__Runtime", "processes") });
    }

    public static Task WaitUntilSiteIsHealthyAsync(this AppHostProcess host, CancellationToken cancellationToken) =>
        Task.WhenAll(Core.Select(name => host.Resources.WaitUntilHealthyAsync(name, cancellationToken)));
}
