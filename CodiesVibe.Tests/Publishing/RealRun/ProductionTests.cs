namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Tests that run production on one server, one after the other.</summary>
[CollectionDefinition(nameof(ProductionTests))]
public sealed class ProductionTests : ICollectionFixture<ProductionServer>;
