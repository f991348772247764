namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line that a resource, or the host on its behalf, wrote.</summary>
/// <param name="LineNumber">From 1, growing.</param>
/// <param name="Content">Begins with an RFC 3339 time stamp.</param>
/// <param name="IsErrorMessage">Whether it came from the error stream.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
