using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Calls the commands of resources.</summary>
public class ResourceCommandService
{
    private static readonly Dictionary<string, string> NoArguments = [];

    private readonly ResourceNotificationService notifications;
    private readonly ResourceLoggerService loggers;
    private readonly IServiceProvider services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        this.notifications = notifications;
        this.loggers = loggers;
        this.services = services;
    }

    /// <summary>Calls a command on an instance, named by its identifier or, where there is one instance, by the resource's name.</summary>
    /// <returns>Also for an unknown resource or command, and for one that throws: a failure that says so.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, NoArguments, cancellationToken);

    /// <summary>Calls a command on every instance of a resource.</summary>
    /// <returns>The first failure, if any.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(resource.GetResolvedResourceNames().Select(id => ExecuteAsync(resource, id, commandName, NoArguments, cancellationToken))).ConfigureAwait(false);
        return results.FirstOrDefault(r => !r.Success) ?? results[0];
    }

    /// <summary>Calls a command with values for the inputs that it asks for.</summary>
    internal async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken) =>
        notifications.TryGetCurrentState(resourceId, out var found)
            ? await ExecuteAsync(found.Resource, found.ResourceId, commandName, arguments, cancellationToken).ConfigureAwait(false)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    /// <summary>Says why a command could not be called with these values, without calling it; null where it could.</summary>
    internal string? FindFault(string resourceId, string commandName, IReadOnlyDictionary<string, string> arguments) =>
        notifications.TryGetCurrentState(resourceId, out var found)
            ? Prepare(found.Resource, commandName, arguments, out _, out _)
            : $"Resource '{resourceId}' not found.";

    private static string? Prepare(
        IResource resource, string commandName, IReadOnlyDictionary<string, string> arguments, out ResourceCommandAnnotation? command, out InteractionInputCollection inputs)
    {
        command = resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(c => c.Name == commandName);
        inputs = new(command?.Arguments() ?? []);
        if (command is null)
        {
            return $"Command '{commandName}' not available for resource '{resource.Name}'.";
        }

        return InputsValidation.Fill(inputs, arguments) is { } fault ? $"Command '{commandName}' was not called. {fault}" : null;
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string resourceId, string commandName, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        if (Prepare(resource, commandName, arguments, out var command, out var inputs) is { } fault)
        {
            return CommandResults.Failure(fault);
        }

        var logger = loggers.GetLogger(resourceId);
        logger.LogInformation("Executing command '{Command}'.", commandName);
        try
        {
            var result = await command!.ExecuteCommand(new()
            {
                ServiceProvider = services,
                ResourceName = resourceId,
                CancellationToken = cancellationToken,
                Logger = logger,
                Arguments = inputs,
            }).ConfigureAwait(false);
            Log(logger, commandName, result);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception) // whatever the command throws is its result
        {
            logger.LogError(exception, "Command '{Command}' failed.", commandName);
            return CommandResults.Failure(exception);
        }
    }

    private static void Log(ILogger logger, string commandName, ExecuteCommandResult result)
    {
        if (result.Success)
        {
            logger.LogInformation("Successfully executed command '{Command}'.", commandName);
        }
        else
        {
            logger.LogError("Command '{Command}' failed: {Message}", commandName, result.Message ?? (result.Canceled ? "canceled" : "no reason given"));
        }
    }
}
