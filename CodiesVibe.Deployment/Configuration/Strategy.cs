namespace CodiesVibe.Deployment.Configuration;

/// <summary>How the services of a release replace those that serve.</summary>
public enum Strategy
{
    /// <summary>One service after the other starts in its idle slot, and the edge switches to it.</summary>
    Rolling,

    /// <summary>All services start in their idle slots, and the edge switches to all of them in one step.</summary>
    BlueGreen,

    /// <summary>Services are recreated where they are, for a machine too small for two copies. Requests fail meanwhile.</summary>
    Recreate,
}
