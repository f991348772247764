namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>The one name of a file that can be reached by several.</summary>
internal static class RealPath
{
    /// <summary>The path without symbolic links, those of its folders included.</summary>
    public static string Of(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var resolved = Path.Combine(Of(parent), Path.GetFileName(path));
        var target = Path.Exists(resolved) ? new FileInfo(resolved).ResolveLinkTarget(returnFinalTarget: true) : null;
        return target is null ? resolved : Of(target.FullName);
    }
}
