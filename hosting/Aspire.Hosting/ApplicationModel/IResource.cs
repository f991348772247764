namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a name and the annotations that say what it is and how it is run.</summary>
public interface IResource
{
    /// <summary>Unique in the application, regardless of case.</summary>
    string Name { get; }

    /// <summary>Everything that is known of the resource, in the order in which it was stated.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
