namespace CodiesVibe.Publishing.Workflows;

/// <summary>A stage of a pipeline.</summary>
/// <param name="Job">The name of its job.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Minutes">After how many minutes it is ended.</param>
internal sealed record Stage(string Job, string Title, int Minutes)
{
    public static readonly Stage Test = new("test", "Tests", 10);

    public static readonly Stage Security = new("security", "Security scan", 5);

    public static readonly Stage Build = new("build", "Container build", 15);

    public static readonly Stage Push = new("push", "Registry push", 5);

    public static readonly Stage Performance = new("performance", "Performance", 8);

    public static readonly Stage Deploy = new("deploy", "Deployment", 20);

    /// <summary>How long a pipeline may take from its first job until the image is pushed, in minutes.</summary>
    public static int TotalOf(Part part) => part.Node is null ? 35 : 30;

    /// <summary>The minutes within which a pipeline usually ends. One that takes longer is named, and goes on.</summary>
    public static int ExpectedOf(Part part) => part.Node is null ? 18 : 15;

    /// <summary>The part of <see cref="Deploy"/> that changes the server.</summary>
    public const int DeploymentMinutes = 10;

    /// <summary>The part of <see cref="Deploy"/> that asks what serves.</summary>
    public const int ValidationMinutes = 3;

    /// <summary>Whatever else a workflow does beside its stages.</summary>
    public const int OtherMinutes = 5;
}
