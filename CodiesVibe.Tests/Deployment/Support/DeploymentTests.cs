namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>Tests that deploy to one server, one after the other; it is separate from the server of the tests that run production. Each begins and ends with version 1.0.0.</summary>
[CollectionDefinition(nameof(DeploymentTests))]
public sealed class DeploymentTests : ICollectionFixture<DeployV2Tests.Server>;
