namespace Aspire.Hosting.ApplicationModel;

/// <summary>All resources of an application, in the order of their addition.</summary>
public interface IResourceCollection : IList<IResource>;
