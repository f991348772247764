using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>Calls commands of resources.</summary>
internal sealed class CommandsTarget(ResourceCommandService commands) : IClientTarget
{
    public async Task<CommandAnswer> ExecuteResourceCommandAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.ValidateOnly)
        {
            var fault = commands.FindFault(request.ResourceName, request.CommandName, ToArguments(request.Arguments));
            return new(fault is null, Canceled: false, fault);
        }

        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, ToArguments(request.Arguments), cancellationToken).ConfigureAwait(false);
        return new(result.Success, result.Canceled, result.Message);
    }

    private static Dictionary<string, string> ToArguments(JsonNode? arguments) => arguments is JsonObject values
        ? values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!.GetValueKind() == JsonValueKind.String ? v.Value.GetValue<string>() : v.Value.ToJsonString())
        : [];
}

/// <param name="ResourceName">Name of an instance, or of a resource.</param>
/// <param name="CommandName">Name of the command.</param>
/// <param name="Arguments">Values for what the command asks for, by name.</param>
/// <param name="ValidateOnly">Whether only to say if it could be called with these.</param>
internal sealed record CommandRequest(string ResourceName, string CommandName, JsonNode? Arguments, bool ValidateOnly);

/// <param name="Success">Whether it did what it was to do.</param>
/// <param name="Canceled">Whether it was given up on request.</param>
/// <param name="Message">The reason of a failure, or the outcome.</param>
internal sealed record CommandAnswer(bool Success, bool Canceled, string? Message)
{
    public IReadOnlyList<object> ValidationErrors { get; } = [];
}
