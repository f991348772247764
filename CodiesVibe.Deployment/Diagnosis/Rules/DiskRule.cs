using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>Every disk that the deployment writes to has space for images, logs and data.</summary>
internal static class DiskRule
{
    private const string Subject = "disk";
    private const string Remedy = "Remove images that nobody uses with 'docker image prune --all' on the server, old backups, or enlarge the disk.";

    public static Finding Check(Examination examination)
    {
        var disk = examination.Facts.Disks.OrderBy(Judge).ThenBy(disk => disk.FreeShare).First();
        var what = $"{disk.Path} has {disk.FreeMiB} MiB free, {disk.FreeShare * 100:0} %";
        return Judge(disk) switch
        {
            Severity.Full => Finding.Fail(Subject, what, Remedy),
            Severity.Tight => Finding.Warn(Subject, what, Remedy),
            _ => Finding.Pass(Subject, what),
        };
    }

    private static Severity Judge(Disk disk) => disk switch
    {
        { FreeShare: < 0.05 } or { FreeMiB: < 512 } => Severity.Full,
        { FreeShare: < 0.15 } or { FreeMiB: < 2048 } => Severity.Tight,
        _ => Severity.Roomy,
    };

    private enum Severity
    {
        Full,
        Tight,
        Roomy,
    }
}
