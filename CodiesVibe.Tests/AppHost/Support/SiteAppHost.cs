namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>The app host of the product, as it was built with these tests.</summary>
internal static class SiteAppHost
{
    /// <summary>The resources that make up the site.</summary>
    public static readonly string[] Core = ["mongodb", "redis", "backend", "frontend", "nginx"];

    /// <summary>The folder of its project, in which it runs: its settings are there.</summary>
    public static string Folder { get; } = Api.Support.Repository.Source("CodiesVibe.AppHost");

    public static string Program { get; } = Api.Support.Repository.Program("CodiesVibe.AppHost");

    /// <summary>Starts it, as processes unless the environment says otherwise, or skips the test where it could not be watched.</summary>
    public static AppHostProcess Start(IReadOnlyDictionary<string, string?> environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether processes are gone is looked up in /proc.");
        return new(new Dictionary<string, string?>(environment) { ["AppHost__Runtime"] = environment.GetValueOrDefault("AppHost__Runtime", "processes") });
    }

    public static Task WaitUntilSiteIsHealthyAsync(this AppHostProcess host, CancellationToken cancellationToken) =>
        Task.WhenAll(Core.Select(name => host.Resources.WaitUntilHealthyAsync(name, cancellationToken)));
}
