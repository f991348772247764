using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Parameters;

/// <summary>How the dashboard asks for the values of parameters.</summary>
internal static class ParameterInputs
{
    /// <summary>Name of the value's input in the commands of one parameter.</summary>
    public const string Value = "Value";

    /// <summary>Name of the checkbox that keeps values for the next run.</summary>
    public const string Save = "SaveToUserSecrets";

    /// <summary>Name of the checkbox that forgets a kept value.</summary>
    public const string Delete = "DeleteFromUserSecrets";

    private const string UserSecrets = "[user secrets](https://aka.ms/aspire/user-secrets)";

    public static InteractionInput ForValue(ParameterResource parameter, string name, bool required) => new()
    {
        Name = name,
        Label = parameter.Name,
        Description = parameter.Description,
        InputType = parameter.Secret ? InputType.SecretText : InputType.Text,
        Required = required,
        Placeholder = $"Enter value for {parameter.Name}",
    };

    public static InteractionInput ForSaving(bool possible) => new()
    {
        Name = Save,
        Label = "Save to user secrets",
        Description = possible
            ? $"Save value to {UserSecrets} for future use."
            : $"The project of the app host has no UserSecretsId. Give it {UserSecrets} to save values.",
        EnableDescriptionMarkdown = true,
        InputType = InputType.Boolean,
        Disabled = !possible,
    };

    public static InteractionInput ForDeleting(bool possible) => new()
    {
        Name = Delete,
        Label = "Delete from user secrets",
        Description = $"Delete a value that is saved in {UserSecrets}.",
        EnableDescriptionMarkdown = true,
        InputType = InputType.Boolean,
        Disabled = !possible,
    };

    /// <summary>Whether a checkbox is ticked.</summary>
    public static bool IsTicked(InteractionInputCollection inputs, string name) =>
        inputs.TryGetByName(name, out var input) && bool.TryParse(input.Value, out var ticked) && ticked;
}
