using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>Every disk that the deployment writes to can have more files.</summary>
internal static class InodeRule
{
    private const string Subject = "inodes";
    private const string Remedy = "Remove images that nobody uses with 'docker image prune --all' on the server, and directories with many small files.";

    public static Finding Check(Examination examination)
    {
        var disk = examination.Facts.Disks.MinBy(disk => disk.FreeInodeShare)!;
        var what = $"{disk.Path} has {disk.FreeInodeShare * 100:0} % free";
        return disk.FreeInodeShare switch
        {
            < 0.05 => Finding.Fail(Subject, what, Remedy),
            < 0.15 => Finding.Warn(Subject, what, Remedy),
            _ => Finding.Pass(Subject, what),
        };
    }
}
