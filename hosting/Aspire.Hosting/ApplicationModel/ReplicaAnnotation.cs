namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes run the resource.</summary>
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>At least 1.</summary>
    public int Replicas { get; } = replicas;
}
