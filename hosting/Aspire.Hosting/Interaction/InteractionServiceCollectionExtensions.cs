using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds the asking of questions to an application host.</summary>
internal static class InteractionServiceCollectionExtensions
{
    /// <param name="services">The services.</param>
    /// <param name="isAvailable">Whether there is somebody to ask.</param>
    public static IServiceCollection AddInteractions(this IServiceCollection services, bool isAvailable)
    {
        services.AddSingleton(provider => new InteractionService(provider, isAvailable));
        return services.AddSingleton<IInteractionService>(provider => provider.GetRequiredService<InteractionService>());
    }
}
