using System.Xml.Linq;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Publishing.Workflows;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>The workflows come out of the model and the sources.</summary>
public sealed class WorkflowFileTests
{
    private static readonly IReadOnlyList<Part> s_parts = PartReader.Read(Published.Model, Repository.Root);

    [Fact]
    [Requirement("R087")]
    public void There_are_exactly_five() => Assert.Equal(
        new[] { CommittedWorkflows.Backend, CommittedWorkflows.Updates, CommittedWorkflows.Deployment, CommittedWorkflows.Frontend, CommittedWorkflows.Monitoring },
        CommittedWorkflows.Texts.Keys.Order(StringComparer.Ordinal));

    [Fact]
    [Requirement("R087")]
    public void The_committed_ones_are_those_of_the_model()
    {
        var changes = new PublishedDirectory(Repository.Source(WorkflowFiles.Directory)).Compare(WorkflowFiles.Render(Published.Model, s_parts));
        Assert.True(changes.Count == 0, $"'aspire publish' changes: {string.Join(", ", changes.Select(change => $"{change.Path} ({change.Verb})"))}");
    }

    [Fact]
    public void One_that_was_edited_by_hand_is_named_and_not_overwritten()
    {
        using var folder = new RenderedFolder();
        var directory = new PublishedDirectory(folder.Path);
        var files = WorkflowFiles.Render(Published.Model, s_parts);
        directory.Publish(files);
        File.AppendAllText(folder.At("workflows/monitoring.yml"), "# edited\n");

        foreach (var publish in new Action[] { () => directory.RefuseEdited(files), () => directory.Publish(files) })
        {
            Assert.Contains("'workflows/monitoring.yml'", Assert.Throws<PublishingException>(publish).Message, StringComparison.Ordinal);
            Assert.EndsWith("# edited\n", File.ReadAllText(folder.At("workflows/monitoring.yml")), StringComparison.Ordinal);
        }

        directory.RefuseEdited(files, force: true);
    }

    /// <summary>Its build has nothing but what its Dockerfile copies, which must therefore be all that its project refers to.</summary>
    [Fact]
    [Requirement("R088")]
    public void The_backend_is_built_from_its_project_and_those_that_it_refers_to() =>
        Assert.Equal(WithReferences("CodiesVibe.Api").Order(StringComparer.Ordinal), s_parts.Single(part => part.Service == "backend").Folders);

    [Fact]
    [Requirement("R088")]
    public void The_front_end_is_built_from_its_folder_with_the_node_of_its_image()
    {
        var part = s_parts.Single(part => part.Service == "frontend");
        Assert.Equal(["CodiesVibe.Frontend"], part.Folders);
        Assert.Equal("CodiesVibe.Frontend", part.Node!.Folder);
        Assert.Contains($"node:{part.Node.Version}-alpine", File.ReadAllText(Repository.Source("Dockerfile.frontend")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dockerfile_that_copies_what_is_not_there_is_an_error()
    {
        using var folder = new RenderedFolder(GeneratedFile.Text("Dockerfile.backend", "COPY Nowhere/a.csproj Nowhere/\n"), GeneratedFile.Text("Dockerfile.frontend", ""));
        Assert.Contains("'Dockerfile.backend' copies 'Nowhere'", Assert.Throws<PublishingException>(() => PartReader.Read(Published.Model, folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_dockerfile_is_an_error()
    {
        using var folder = new RenderedFolder();
        Assert.Contains("of the service 'backend' does not exist", Assert.Throws<PublishingException>(() => PartReader.Read(Published.Model, folder.Path)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> WithReferences(string project) => XDocument.Load(Repository.Source($"{project}/{project}.csproj"))
        .Descendants("ProjectReference").SelectMany(reference => WithReferences(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))).Append(project).Distinct();
}
