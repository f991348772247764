namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fixed value.</summary>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();
}
