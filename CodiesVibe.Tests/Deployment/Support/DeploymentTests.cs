using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>Tests that deploy to one server, one after the other; it is separate from the server of the tests that run production.</summary>
[CollectionDefinition(nameof(DeploymentTests))]
public sealed class DeploymentTests : ICollectionFixture<ProductionServer>;
