namespace CodiesVibe.Deployment.Findings;

/// <summary>How good something is that was checked.</summary>
internal enum Grade
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>It works, but somebody should look at it.</summary>
    Warn,

    /// <summary>It does not work, or soon will not.</summary>
    Fail,
}
