namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the resources that a value is made of.</summary>
internal static class References
{
    /// <summary>Each resource once, in order of appearance.</summary>
    public static IEnumerable<IResource> To(object value) => Walk(value, []).Distinct();

    /// <summary>Whether a secret parameter is part of the value.</summary>
    public static bool IncludeSecret(object value) => Walk(value, []).Any(r => r is ParameterResource { Secret: true });

    private static IEnumerable<IResource> Walk(object value, HashSet<object> seen)
    {
        if (!seen.Add(value))
        {
            yield break;
        }

        if (value is IResource resource)
        {
            yield return resource;
        }

        if (value is IValueWithReferences composite)
        {
            foreach (var inner in composite.References.SelectMany(reference => Walk(reference, seen)))
            {
                yield return inner;
            }
        }
    }
}
