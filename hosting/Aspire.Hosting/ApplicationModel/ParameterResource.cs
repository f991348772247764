namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from outside the model: configuration, a person, or a generator.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    internal const string ConfigurationSection = "Parameters";

    private readonly Func<ParameterDefault?, string> callback;
    private string? value;

    /// <param name="name">Name of the resource.</param>
    /// <param name="callback">Gives the value; throws <see cref="MissingParameterValueException"/> where there is none.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        this.callback = callback;
        Secret = secret;
        ConfigurationKey = $"{ConfigurationSection}:{name}";
    }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>What stands in where configuration has no value.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The configuration key that the value is read from.</summary>
    internal string ConfigurationKey { get; init; }

    /// <summary>Where a value that a person is asked for will arrive; null when nobody is asked.</summary>
    internal TaskCompletionSource<string>? WaitForValueTcs { get; set; }

    /// <summary>The value as far as it is known without asking anybody.</summary>
    /// <exception cref="MissingParameterValueException">There is none.</exception>
    internal string ValueInternal => value ??= callback(Default);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        WaitForValueTcs is { } pending ? await pending.Task.WaitAsync(cancellationToken).ConfigureAwait(false) : ValueInternal;
}
