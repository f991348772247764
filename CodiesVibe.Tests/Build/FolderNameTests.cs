namespace CodiesVibe.Tests.Build;

/// <summary>A clone works in whatever folder it is.</summary>
public sealed class FolderNameTests
{
    /// <summary>It builds the app host anew, which takes a minute.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_clone_in_a_folder_with_an_apostrophe_is_built_and_published()
    {
        var above = Directory.CreateTempSubdirectory("codiesvibe-it's-");
        try
        {
            var clone = above.CreateSubdirectory("a friend's clone");
            await Repository.CopyToAsync(clone);
            var published = await Command.RunAsync(
                "dotnet", ["run", "--project", "CodiesVibe.AppHost", "--", "--operation", "publish", "--step", "publish", "--output-path", "deploy"], clone.FullName);
            Assert.True(published.ExitCode == 0, published.All);
            foreach (var file in new[] { "aspire-manifest.json", "deploy/.publish.json" })
            {
                Assert.Equal(
                    await File.ReadAllTextAsync(Repository.Source(file), TestContext.Current.CancellationToken),
                    await File.ReadAllTextAsync(Path.Combine(clone.FullName, file), TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            above.Delete(recursive: true);
        }
    }
}
