using V1 = Aspire.Hosting.Dashboard.V1;

namespace Aspire.Hosting;

/// <summary>Prompts in the dashboard's terms.</summary>
internal static class InteractionMapping
{
    public static V1.WatchInteractionsResponseUpdate ToMessageBox(string title, string message, MessageBoxInteractionOptions options) =>
        With(new() { MessageBox = new() { Intent = ToIntent(options.Intent) } }, title, message, options);

    public static V1.WatchInteractionsResponseUpdate ToNotification(string title, string message, NotificationInteractionOptions options) =>
        With(
            new()
            {
                Notification = new()
                {
                    Intent = ToIntent(options.Intent),
                    LinkText = options.LinkText ?? "",
                    LinkUrl = options.LinkUrl ?? "",
                },
            },
            title,
            message,
            options);

    public static V1.WatchInteractionsResponseUpdate ToInputsDialog(
        string title, string? message, InteractionInputCollection inputs, InputsDialogInteractionOptions options) =>
        With(new() { InputsDialog = new() { InputItems = { inputs.Select(ToInput) } } }, title, message, options);

    public static V1.InteractionInput ToInput(InteractionInput input)
    {
        var result = new V1.InteractionInput
        {
            Name = input.Name,
            Label = input.EffectiveLabel,
            Placeholder = input.Placeholder ?? "",
            Description = input.Description ?? "",
            EnableDescriptionMarkdown = input.EnableDescriptionMarkdown,
            InputType = input.InputType switch
            {
                InputType.SecretText => V1.InputType.SecretText,
                InputType.Choice => V1.InputType.Choice,
                InputType.Boolean => V1.InputType.Boolean,
                InputType.Number => V1.InputType.Number,
                _ => V1.InputType.Text,
            },
            Required = input.Required,
            Value = input.Value ?? "",
            AllowCustomChoice = input.AllowCustomChoice,
            Disabled = input.Disabled,
            MaxLength = input.MaxLength ?? 0,
            ValidationErrors = { input.ValidationErrors },
        };
        foreach (var (value, text) in input.Options ?? [])
        {
            result.Options[value] = text;
        }

        return result;
    }

    private static V1.WatchInteractionsResponseUpdate With(
        V1.WatchInteractionsResponseUpdate update, string title, string? message, InteractionOptions options)
    {
        update.Title = title;
        update.Message = message ?? "";
        update.PrimaryButtonText = options.PrimaryButtonText ?? "";
        update.SecondaryButtonText = options.SecondaryButtonText ?? "";
        update.ShowSecondaryButton = options.ShowSecondaryButton ?? false;
        update.ShowDismiss = options.ShowDismiss ?? false;
        update.EnableMessageMarkdown = options.EnableMessageMarkdown ?? false;
        return update;
    }

    // The numbers agree.
    private static V1.MessageIntent ToIntent(MessageIntent? intent) => (V1.MessageIntent)(intent ?? MessageIntent.None);
}
