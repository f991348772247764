using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Findings;

namespace CodiesVibe.Deployment.Diagnosis.Rules;

/// <summary>The data is backed up every day, and the last backup did not fail.</summary>
internal static class BackupRule
{
    private const string Subject = "backups";

    public static Finding Check(Examination examination)
    {
        if (examination.State.CurrentRelease is null)
        {
            return Finding.Pass(Subject, "nothing is deployed");
        }

        var backups = examination.State.Backups;
        var what = backups.Summary(examination.Now);
        return backups switch
        {
            { Restoring: { Runs: false, Name: var name } } => Finding.Fail(Subject, $"the restore of {name} was interrupted", $"Run it again: dotnet aspire do restore -- --Deploy:Backup={name}"),
            { Failed.Count: > 0 } => Finding.Fail(Subject, what, "The end of audit.log on the server says why. Mend that, and see that it works: dotnet aspire do backup"),
            { Files: [] } => Finding.Warn(Subject, what, "Make one: dotnet aspire do backup"),
            { Files: [var newest, ..] } when examination.Now - newest.At > BackupState.MaxAge => Finding.Warn(Subject, what, "Make one: dotnet aspire do backup. Then see that cron runs on the server."),
            { Fault: not null } => Finding.Warn(Subject, what, "Install cron on the server (Debian: apt-get install cron), and deploy again."),
            { At: null } => Finding.Warn(Subject, what, "Deploy with a time of the day: '-- --Deploy:Backups:At=03:30'."),
            _ => Finding.Pass(Subject, what),
        };
    }
}
