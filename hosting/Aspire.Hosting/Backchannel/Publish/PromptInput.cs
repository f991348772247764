using V1 = Aspire.Hosting.Dashboard.V1;

namespace Aspire.Hosting.Backchannel.Publish;

/// <summary>A value that the CLI asks for.</summary>
internal sealed record PromptInput(
    string Name, string Label, string InputType, bool Required, string? Value, IReadOnlyList<KeyValuePair<string, string>> Options,
    IReadOnlyList<string> ValidationErrors, bool AllowCustomChoice, bool Disabled)
{
    public static PromptInput From(V1.InteractionInput input) => new(
        input.Name, input.Label, input.InputType.ToString(), input.Required, input.Value is { Length: > 0 } value ? value : null,
        [.. input.Options], [.. input.ValidationErrors], input.AllowCustomChoice, input.Disabled);
}
