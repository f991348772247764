using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The text of the configuration.</summary>
public sealed partial class NginxConfigurationTests
{
    [Fact]
    public void All_files_lie_below_one_directory_and_a_link_leads_there()
    {
        var files = NginxConfiguration.Render(EdgeModel.Create()).ToList();
        GeneratedFile link = Assert.Single(files, file => file.Kind == FileKind.Link);
        Assert.Equal(("nginx.conf", "nginx/nginx.conf"), (link.Path, Text(link)));
        Assert.All(files.Except([link]), file => Assert.StartsWith("nginx/", file.Path, StringComparison.Ordinal));
        Assert.Distinct(files.Select(file => file.Path));
        Assert.All(files.Except([link]), file => Assert.Matches(@"\A[^\r]+\n\z", Text(file)));
    }

    [Fact]
    public void Every_file_that_another_one_includes_is_there()
    {
        var files = NginxConfiguration.Render(EdgeModel.Create()).ToList();
        var included = files.SelectMany(file => Include().Matches(Text(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.True(included.Remove("\"/state/names[.]conf\""), "The names of the site are the server's.");
        Assert.Equal(files.Where(file => file.Kind == FileKind.Regular).Select(file => file.Path[6..]).Except(["nginx.conf", "nginx-without-tls.conf", NginxConfiguration.Script]).Order(), included.Order());
    }

    [Fact]
    public void Each_row_of_the_route_table_is_a_location_with_its_timeout()
    {
        string routes = TextOf("routes.conf");
        Assert.Equal(Routes.All.Count, Regex.Count(routes, "^location ", RegexOptions.Multiline));
        Assert.All(Routes.All.Where(route => route.Target is RouteTarget.Backend or RouteTarget.Frontend), route =>
        {
            string location = route.Root.Length == 0 ? "location / {" : $"location ~* \"^{route.Root.Replace(".", "[.]", StringComparison.Ordinal)}{(route.IsPrefix ? "(/|$)" : "/?$")}\" {{";
            string body = routes[routes.IndexOf(location, StringComparison.Ordinal)..];
            Assert.Contains($"proxy_read_timeout {route.SilenceSeconds}s;", body[..body.IndexOf('}', StringComparison.Ordinal)], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Headers_are_stated_in_one_place_since_any_other_would_undo_them() =>
        Assert.All(NginxConfiguration.Render(EdgeModel.Create()), file => Assert.True(
            file.Path == "nginx/headers.conf" || !Text(file).Contains("add_header", StringComparison.Ordinal), file.Path));

    [Fact]
    public void The_same_model_gives_the_same_bytes_and_another_one_another_generation()
    {
        string once = All(EdgeModel.Create());
        Assert.Equal(once, All(EdgeModel.Create()));

        string generation = Generation().Match(once).Groups[1].Value;
        Assert.NotEmpty(generation);
        Assert.NotEqual(generation, Generation().Match(All(EdgeModel.With(EdgeModel.Edge, EdgeModel.Server("backend", 4001), EdgeModel.Server("frontend", 3000)))).Groups[1].Value);
    }

    [Fact]
    public void A_model_without_an_edge_has_no_configuration() =>
        Assert.Empty(NginxConfiguration.Render(EdgeModel.With(EdgeModel.Server("backend", 4000), new Service { Name = "nginx" })));

    [Fact]
    public void An_edge_with_nothing_behind_it_is_refused()
    {
        Assert.Equal(
            "The edge 'nginx' has no service 'backend' behind it. Add it to the model, or take the edge out of it.",
            Assert.Throws<PublishingException>(() => All(EdgeModel.With(EdgeModel.Edge))).Message);
        Assert.Equal(
            "The service 'frontend' has no HTTP endpoint for the edge 'nginx' to send requests to. Give it one with WithHttpEndpoint.",
            Assert.Throws<PublishingException>(() => All(EdgeModel.With(EdgeModel.Edge, EdgeModel.Server("backend", 4000), new Service { Name = "frontend" }))).Message);
    }

    [Theory]
    [InlineData("a;b:80")]
    [InlineData("a}\nserver {:80")]
    [InlineData("$host:80")]
    [InlineData("a b:80")]
    [InlineData("a:80/path")]
    [InlineData("a:80\n")]
    [InlineData("a")]
    [InlineData("")]
    public void A_hostile_address_is_refused(string address)
    {
        EdgeProfile profile = EdgeProfile.Production(EdgeModel.Create())!;
        Assert.Contains("is not a valid address of a server behind nginx", Refusal(profile with { Backend = profile.Backend with { Address = address } }), StringComparison.Ordinal);
        Assert.Contains("is not a valid address of a server behind nginx", Refusal(profile with { Frontend = profile.Frontend with { Green = address } }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a\"; load_module x; \"")]
    [InlineData("/a$uri")]
    [InlineData("/a\nb")]
    [InlineData("/a\\")]
    public void A_hostile_path_is_refused(string path)
    {
        EdgeProfile profile = EdgeProfile.Production(EdgeModel.Create())!;
        Assert.All(
            [profile with { State = path }, profile with { Certificates = path }, profile with { Temporary = path }, profile with { LogFiles = [path] }],
            hostile => Assert.Contains("cannot be used in the nginx configuration", Refusal(hostile), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.11 ; x")]
    [InlineData("")]
    public void A_hostile_word_is_refused(string word)
    {
        EdgeProfile profile = EdgeProfile.Production(EdgeModel.Create())!;
        Assert.All(
            [profile with { Resolver = word }, profile with { User = word }],
            hostile => Assert.Contains("cannot be used in the nginx configuration", Refusal(hostile), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nginx_itself_accepts_it_without_a_warning()
    {
        using var folder = new NginxFolder();
        // A path with a space and a brace: quoting holds.
        string temporary = Directory.CreateDirectory(Path.Combine(folder.Temporary, "a {b}; c")).FullName;
        EdgeProfile production = EdgeProfile.Production(EdgeModel.Create())!;
        folder.Write(NginxConfiguration.Render(production with
        {
            Listeners = [.. production.Listeners.Select(listener => listener with { Port = QuietPort.Find(), Address = "127.0.0.1" })],
            Status = production.Status! with { Port = QuietPort.Find(), Address = "127.0.0.1" },
            State = folder.State,
            Certificates = folder.Certificates,
            Temporary = temporary,
            LogFiles = [folder.Log],
        }));
        (int exitCode, string output) = await NginxProcess.TestAsync(folder);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("[warn]", output, StringComparison.Ordinal);
    }

    private static string Refusal(EdgeProfile profile) => Assert.Throws<PublishingException>(() => NginxConfiguration.Render(profile)).Message;

    private static string TextOf(string name) => Text(NginxConfiguration.Render(EdgeModel.Create()).Single(file => file.Path == $"nginx/{name}"));

    private static string All(SystemModel model) => string.Concat(NginxConfiguration.Render(model).Select(file => $"{file.Path}\n{Text(file)}"));

    private static string Text(GeneratedFile file) => Encoding.UTF8.GetString(file.Content.Span);

    [GeneratedRegex(@"^\s*include (\S+);", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex("return 200 ([0-9a-f]{64});")]
    private static partial Regex Generation();
}
