using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>Commands of resources, and what came of running one, in the dashboard's terms.</summary>
internal static class CommandMapping
{
    public static V1.ResourceCommand ToCommand(ResourceCommandSnapshot command)
    {
        var result = new V1.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = command.State switch
            {
                ResourceCommandState.Enabled => V1.ResourceCommandState.Enabled,
                ResourceCommandState.Disabled => V1.ResourceCommandState.Disabled,
                _ => V1.ResourceCommandState.Hidden,
            },
            ArgumentInputs = { command.ArgumentInputs.Select(InteractionMapping.ToInput) },
        };

        if (command.DisplayDescription is { } description)
        {
            result.DisplayDescription = description;
        }

        if (command.ConfirmationMessage is { } confirmation)
        {
            result.ConfirmationMessage = confirmation;
        }

        if (command.IconName is { } icon)
        {
            result.IconName = icon;
            result.IconVariant = ResourceMapping.ToIconVariant(command.IconVariant);
        }

        return result;
    }

    /// <summary>The values that the user gave, as text.</summary>
    public static Dictionary<string, string> ToArguments(IEnumerable<KeyValuePair<string, Value>> arguments) =>
        arguments.Where(a => a.Value.KindCase != Value.KindOneofCase.NullValue).ToDictionary(a => a.Key, a => a.Value.KindCase switch
        {
            Value.KindOneofCase.StringValue => a.Value.StringValue,
            Value.KindOneofCase.BoolValue => a.Value.BoolValue ? "true" : "false",
            Value.KindOneofCase.NumberValue => a.Value.NumberValue.ToString(CultureInfo.InvariantCulture),
            _ => a.Value.ToString(),
        });

    public static V1.ResourceCommandResponse ToResponse(ExecuteCommandResult result)
    {
        var response = new V1.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Canceled: true } => V1.ResourceCommandResponseKind.Cancelled,
                { Success: true } => V1.ResourceCommandResponseKind.Succeeded,
                _ => V1.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { } message)
        {
            response.Message = message;
        }

        return response;
    }
}
