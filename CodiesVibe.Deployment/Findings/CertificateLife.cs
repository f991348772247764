namespace CodiesVibe.Deployment.Findings;

/// <summary>How long a certificate is still valid, and whether that is enough.</summary>
internal static class CertificateLife
{
    /// <summary>Below it somebody has time to look why it was not renewed: certificates are renewed 30 days before their end.</summary>
    private const int WarnDays = 30;

    /// <summary>Below it nobody should wait.</summary>
    private const int FailDays = 7;

    /// <param name="expires">When it expires.</param>
    /// <param name="now">The time.</param>
    public static (Grade Grade, string What) Judge(DateTimeOffset expires, DateTimeOffset now)
    {
        var days = (expires - now).TotalDays;
        return days <= 0
            ? (Grade.Fail, $"expired {-days:0} days ago")
            : (days < FailDays ? Grade.Fail : days < WarnDays ? Grade.Warn : Grade.Pass, $"expires in {Math.Floor(days):0} days");
    }
}
