namespace Aspire.Hosting.ApplicationModel;

/// <summary>What stands in where configuration has no value for a parameter.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}
