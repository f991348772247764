namespace CodiesVibe.Deployment.Notification;

/// <summary>What people are told about a deployment.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Text">What happened, in one line. The lines below it in an error are for the terminal: they may quote a log.</param>
/// <param name="By">Who deploys, from where.</param>
/// <param name="At">When.</param>
internal sealed record Notice(NoticeKind Kind, string Environment, string Text, string By, DateTimeOffset At)
{
    /// <summary>The product, as every channel names it.</summary>
    public const string Project = "codiesvibe";

    /// <summary>For a subject line.</summary>
    public string Title => $"{Project} {Environment}: {Text}";

    /// <summary>The first line of an error.</summary>
    public static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r', ' ', ':');
}
