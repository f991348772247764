namespace CodiesVibe.Publishing.Output;

/// <summary>Says what is wrong with a disk, and what helps.</summary>
internal static class DiskFault
{
    private const int Unix = 0xffff;
    private const int FullOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int FullOnWindows = 112;

    /// <summary>One line that names the path and the remedy.</summary>
    public static PublishingException Describe(string path, Exception exception) => new($"'{path}' cannot be written: {exception.Message.TrimEnd('.')}. {Remedy(exception)}");

    private static string Remedy(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "Give this user the right to write there, or name another directory with '--output-path'.",
        PathTooLongException => "Name a directory with a shorter path with '--output-path'.",
        IOException { HResult: var code } when (code & Unix) is FullOnUnix or QuotaOnUnix or FullOnWindows => "Free some space there, or name another directory with '--output-path'.",
        _ => "Correct that, or name another directory with '--output-path'.",
    };
}
