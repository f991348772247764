namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge, whichever program it is.</summary>
internal interface IEdgeResource : IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport;
