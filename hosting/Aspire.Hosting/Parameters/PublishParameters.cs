using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Parameters;

/// <summary>Gets the parameters of an application that is published their values, for the steps that use them.</summary>
internal sealed class PublishParameters(DistributedApplicationModel model, IInteractionService interactions)
{
    /// <summary>Asks for every value that is missing, all at once.</summary>
    /// <exception cref="DistributedApplicationException">Values are missing, and nobody can be asked or nobody answered; the message names the parameters.</exception>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        var missing = model.Resources.OfType<ParameterResource>().Where(IsMissing).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        if (!interactions.IsAvailable)
        {
            throw new DistributedApplicationException(Without(missing));
        }

        var answer = await interactions.PromptInputsAsync(
            "Parameters",
            "Values are needed for the parameters of this application.",
            [.. missing.Select(p => ParameterInputs.ForValue(p, p.Name, required: true))],
            cancellationToken: cancellationToken).ConfigureAwait(false);
        if (answer.Canceled)
        {
            throw new DistributedApplicationException(Without(missing));
        }

        foreach (var parameter in missing)
        {
            parameter.WaitForValueTcs = new();
            parameter.WaitForValueTcs.SetResult(answer.Data[parameter.Name].Value!);
        }
    }

    private static bool IsMissing(ParameterResource parameter)
    {
        try
        {
            _ = parameter.ValueInternal;
            return false;
        }
        catch (MissingParameterValueException)
        {
            return parameter.WaitForValueTcs is null;
        }
    }

    private static string Without(IReadOnlyList<ParameterResource> missing) =>
        $"These parameters have no value: {string.Join(", ", missing.Select(p => $"'{p.Name}'"))}. "
        + $"Set {string.Join(", ", missing.Select(p => $"'{p.ConfigurationKey.Replace(":", "__", StringComparison.Ordinal)}'"))} in the environment, or publish at a terminal to be asked.";
}
