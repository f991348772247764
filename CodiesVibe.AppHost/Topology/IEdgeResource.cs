namespace CodiesVibe.AppHost.Topology;

/// <summary>What stands at the edge, whichever program it is.</summary>
internal interface IEdgeResource : IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport;
