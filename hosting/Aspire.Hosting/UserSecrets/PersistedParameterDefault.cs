using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.UserSecrets;

/// <summary>A default that, once used, is kept in the app host's user secrets, so that the next run has the same value.</summary>
internal sealed class PersistedParameterDefault(Assembly? appHost, string parameterName, ParameterDefault inner) : ParameterDefault
{
    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        UserSecretsFile.Of(appHost)?.Set($"{ParameterResource.ConfigurationSection}:{parameterName}", value);
        return value;
    }
}
