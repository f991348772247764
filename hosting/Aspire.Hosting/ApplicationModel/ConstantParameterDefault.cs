namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fixed value.</summary>
internal sealed class ConstantParameterDefault(Func<string> value, bool isPublished) : ParameterDefault
{
    /// <summary>Whether the manifest shows the value.</summary>
    public bool IsPublished { get; } = isPublished;

    public override string GetDefaultValue() => value();
}
