namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>Database and cache are processes.</summary>
[Collection(nameof(CliHome))]
public sealed class ProcessSiteTests(CliHome home) : SiteTests(home)
{
    [Fact]
    public Task The_commands_do_what_their_names_say() => CallEachCommandAsync("--AppHost:Runtime=processes");
}
