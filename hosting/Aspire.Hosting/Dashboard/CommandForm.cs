using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Asks for the inputs of a command: the dashboard calls it without, and leaves the asking to the host.</summary>
internal sealed class CommandForm(ResourceNotificationService notifications, InteractionService interactions)
{
    /// <summary>The values that the user gives; none for a command without inputs, null when the user gives up.</summary>
    public async Task<Dictionary<string, string>?> FillInAsync(string resourceId, string commandName, CancellationToken cancellationToken)
    {
        var command = notifications.TryGetCurrentState(resourceId, out var state)
            ? state.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => c.Name == commandName)
            : null;
        if (command?.Arguments() is not { Count: > 0 } inputs)
        {
            return [];
        }

        var answer = await interactions.PromptInputsAsync(
            command.DisplayName, command.DisplayDescription, inputs, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.Canceled
            ? null
            : answer.Data.Where(i => !string.IsNullOrEmpty(i.Value)).ToDictionary(i => i.Name, i => i.Value!);
    }
}
