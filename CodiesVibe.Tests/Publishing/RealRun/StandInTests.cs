using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The published README about services that never ran from their own image.</summary>
public sealed class StandInTests
{
    [Fact]
    public void The_model_names_the_services_that_have_stand_ins_here()
    {
        var services = ManifestReader.Read(Path.Combine(Build.Repository.Root, "aspire-manifest.json")).Services.Where(service => service.Image is not null).ToList();
        Assert.NotEmpty(services);
        Assert.Equal(
            services.Where(service => !ProductionImages.RunsTheOriginal(service.Image!)).Select(service => service.Name),
            services.Where(service => service.Facts.StandIn is not null).Select(service => service.Name));
    }
}
