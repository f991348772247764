namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>Long tests, of which each class has a server of its own. A server of deployments is busy, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(DeploymentDrills), DisableParallelization = true)]
public sealed class DeploymentDrills;
