namespace CodiesVibe.Publishing.Output;

/// <summary>Says what is wrong with a disk, and what helps.</summary>
internal static class DiskFault
{
    /// <summary>The part of a result that is the operating system's own number.</summary>
    public const int CodeMask = 0xffff;

    private const int FullOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int FullOnWindows = 112;

    /// <summary>One line that names the path and the remedy.</summary>
    public static PublishingException Describe(string path, Exception exception) => new($"'{path}' cannot be written: {exception.Message.TrimEnd('.')}. {Remedy(exception)}");

    private static string Remedy(Exception exception) => exception switch
    {
        PathTooLongException => "Use a directory with a shorter path.",
        IOException { HResult: var code } when (code & CodeMask) is FullOnUnix or QuotaOnUnix or FullOnWindows => "Free some space there.",
        _ => "Make it writable for this user, or use another directory.",
    };
}
