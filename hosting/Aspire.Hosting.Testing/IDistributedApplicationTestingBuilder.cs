namespace Aspire.Hosting.Testing;

/// <summary>An app host's builder, in the hands of a test. Disposing it also disposes the application that it built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Builds the application; once.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
