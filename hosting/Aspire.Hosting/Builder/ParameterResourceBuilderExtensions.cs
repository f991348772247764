using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.UserSecrets;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds values that come from outside the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    private const int PasswordLength = 22;

    /// <summary>Adds a parameter whose value is configured as <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameter(name, parameterDefault: null, secret);

    /// <summary>Adds a parameter with a value, which configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a value that is computed when it is first needed, and which configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, new ConstantParameterDefault(valueGetter, publishValueAsDefault), secret);

    /// <summary>Adds a parameter with a default, for example a generated one.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="value">The default.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether a default that was used is kept in the app host's user secrets.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddParameter(name, parameterDefault: persist ? Persisted(builder, name, value) : value, secret);

    /// <summary>Adds a parameter whose value is configured under a key of its own.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="configurationKey">The key.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) => builder.AddResource(new ParameterResource(
            name,
            _ => builder.Configuration[configurationKey] ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{configurationKey}' is missing and the Parameter has no default value. "
                + $"Set it with '{configurationKey.Replace(":", "__", StringComparison.Ordinal)}=...' in the environment, or 'dotnet user-secrets set {configurationKey} ...' for the app host."),
            secret)
        {
            ConfigurationKey = configurationKey,
        });

    /// <summary>Makes a generated password that stays the same from run to run, as it is kept in the app host's user secrets. It is not added to the resources.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="special">Whether it may have punctuation.</param>
    public static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name, bool special = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Create(builder, name, Persisted(builder, name, new GenerateParameterDefault { MinLength = PasswordLength, Special = special }), secret: true);
    }

    /// <summary>Says what the value is for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        return builder;
    }

    /// <summary>Adds a connection string that is configured as <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="environmentVariableName">The variable that clients get it in; <c>ConnectionStrings__{name}</c> when left out.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var resource = new ConnectionStringParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name) ?? throw new MissingParameterValueException(
                $"Connection string parameter resource could not be used because connection string '{name}' is missing. Set it with 'ConnectionStrings__{name}=...' in the environment or in the app host's user secrets."),
            environmentVariableName)
        {
            ConfigurationKey = $"ConnectionStrings:{name}",
        };
        return builder.AddResource(resource);
    }

    internal static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault? parameterDefault, bool secret) =>
        builder.AddResource(Create(builder, name, parameterDefault, secret));

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, ParameterDefault? parameterDefault, bool secret) => new(
        name,
        fallback => builder.Configuration[$"{ParameterResource.ConfigurationSection}:{name}"] ?? fallback?.GetDefaultValue() ?? throw new MissingParameterValueException(
            $"Parameter resource could not be used because configuration key '{ParameterResource.ConfigurationSection}:{name}' is missing and the Parameter has no default value. "
            + $"Set it with 'Parameters__{name}=...' in the environment, or 'dotnet user-secrets set {ParameterResource.ConfigurationSection}:{name} ...' for the app host."),
        secret)
    {
        Default = parameterDefault,
    };

    private static ParameterDefault Persisted(IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder.ExecutionContext.IsRunMode ? new PersistedParameterDefault(builder.AppHostAssembly, name, value) : value;
}
