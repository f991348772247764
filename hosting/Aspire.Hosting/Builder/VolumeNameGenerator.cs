using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Makes names for volumes.</summary>
public static class VolumeNameGenerator
{
    private const int HashLength = 10;

    /// <summary>A name that is the same at every run of this app host and that no other app host uses.</summary>
    /// <param name="builder">The resource that the volume is for.</param>
    /// <param name="suffix">What the volume is for: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</param>
    /// <exception cref="ArgumentException">The suffix has other characters.</exception>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        if (!char.IsAsciiLetterOrDigit(suffix[0]) || !suffix.All(IsAllowed))
        {
            throw new ArgumentException($"The suffix '{suffix}' of a volume of the resource '{builder.Resource.Name}' may have letters, digits, '_', '.' and '-' only, and no sign first.", nameof(suffix));
        }

        var application = builder.ApplicationBuilder;
        string name = new([.. application.Environment.ApplicationName.Select(c => IsAllowed(c) ? c : '_')]);
        var hash = application.Configuration[AppHostIdentity.ConfigurationKey]![..HashLength];
        return $"{name}-{hash}-{builder.Resource.Name}-{suffix}".ToLowerInvariant();
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
