using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodiesVibe.Api.Features.Seeding;

/// <summary>Registers the seed data.</summary>
internal static class SeedingRegistration
{
    /// <exception cref="Errors.StartupException">See <see cref="SeedFile.Load"/>.</exception>
    public static void AddSeeding(this WebApplicationBuilder builder)
    {
        var file = builder.Configuration["Seed:File"] ?? Path.Combine(AppContext.BaseDirectory, "Data", "tools.json");
        builder.Services.AddSingleton(SeedFile.Load(file));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Seeder>();
    }
}
