namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>The resources, endpoints and values that it refers to.</summary>
    IEnumerable<object> References { get; }
}
