using CodiesVibe.Delivery.Images;

namespace CodiesVibe.Delivery;

/// <summary>Removes the images from a registry that nobody can still ask for by name.</summary>
/// <param name="retention">Which ones may go.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Told of each image.</param>
internal sealed class ImagePruning(ImageRetention retention, TimeProvider time, Action<string> report)
{
    /// <summary>Looks at the images of one name.</summary>
    /// <param name="repository">Where they are.</param>
    /// <param name="releases">What is in use.</param>
    /// <param name="isReal">Whether they are removed; else they are only named.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many there are, and how many of them may go or went.</returns>
    /// <exception cref="DeliveryException">The records are of something else, or the registry refuses.</exception>
    public async Task<(int All, int Gone)> RunAsync(ImageRepository repository, ReleaseRecords releases, bool isReal, CancellationToken cancellationToken)
    {
        releases.Require(repository.Name);
        var images = await repository.ListAsync(cancellationToken);
        var removable = retention.Removable(images, releases.InUse, time.GetUtcNow());
        foreach (var image in removable)
        {
            report($"{(isReal ? "Removing" : "Would remove")} {repository.Name}@{image.Digest} of {image.PushedAt:yyyy-MM-dd}: {string.Join(", ", image.Tags)}");
            if (isReal)
            {
                await repository.RemoveAsync(image.Digest, cancellationToken);
            }
        }

        return (images.Count, removable.Count);
    }
}
