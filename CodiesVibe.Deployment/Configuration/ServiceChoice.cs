namespace CodiesVibe.Deployment.Configuration;

/// <summary>Which services a deployment replaces.</summary>
public enum ServiceChoice
{
    /// <summary>The front end, then the backend.</summary>
    Both,

    /// <summary>The front end alone.</summary>
    Frontend,

    /// <summary>The backend alone.</summary>
    Backend,
}
