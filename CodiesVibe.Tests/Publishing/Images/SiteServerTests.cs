using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Nginx;

namespace CodiesVibe.Tests.Publishing.Images;

/// <summary>The web server inside the frontend's image: its very configuration in the real nginx, with other paths and another port.</summary>
public sealed class SiteServerTests : IAsyncLifetime
{
    private const string Index = "<!doctype html><title>site</title>";
    private const string Script = "console.log('site')";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-site-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Process? _nginx;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        var site = _folder.CreateSubdirectory("html");
        File.WriteAllText(Path.Combine(site.FullName, "index.html"), Index);
        File.WriteAllText(Path.Combine(site.FullName, "favicon.svg"), "<svg/>");
        var assets = site.CreateSubdirectory("assets").FullName;
        File.WriteAllText(Path.Combine(assets, "index-abc.js"), Script);
        await using (var compressed = new GZipStream(File.Create(Path.Combine(assets, "index-abc.js.gz")), CompressionLevel.Optimal))
        {
            compressed.Write(System.Text.Encoding.UTF8.GetBytes(Script));
        }

        var port = FreePort.Find();
        var configuration = File.ReadAllText(Repository.Source("CodiesVibe.Frontend/server/nginx.conf"))
            .Replace("/tmp/", _folder.FullName + "/", StringComparison.Ordinal)
            .Replace("listen 3000;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("/usr/share/nginx/html", site.FullName, StringComparison.Ordinal);
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        // As root, nginx would change to a user that cannot read the folder.
        File.WriteAllText(file, NginxProcess.User is { } user ? $"user {user};\n{configuration}" : configuration);
        _nginx = Process.Start("nginx", ["-e", "stderr", "-c", file, "-g", "daemon off;"]);
        _http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        await Eventually.BecomesTrueAsync("nginx listens", TimeSpan.FromSeconds(30), async () =>
        {
            Assert.False(_nginx.HasExited);
            try
            {
                using var answer = await _http.GetAsync("/health", TestContext.Current.CancellationToken);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_nginx is { HasExited: false })
        {
            using var quit = Process.Start("kill", ["-QUIT", $"{_nginx.Id}"]);
            await _nginx.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(0, _nginx.ExitCode);
        }

        _nginx?.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", 200, Index, "no-cache")]
    [InlineData("/tools/some-tool", 200, Index, "no-cache")] // a route of the page
    [InlineData("/favicon.svg", 200, "<svg/>", "no-cache")]
    [InlineData("/assets/index-abc.js", 200, Script, "public, max-age=31536000, immutable")]
    [InlineData("/assets/index-old.js", 404, null, null)] // of another release: never the page, never kept
    [InlineData("/assets/route", 404, null, null)]
    [InlineData("/robots.txt", 404, null, null)]
    [InlineData("/health", 200, """{"status":"healthy"}""", "no-store")]
    public async Task Files_are_served_and_every_other_path_is_a_route(string path, int status, string? body, string? caching)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((status, caching), ((int)answer.StatusCode, answer.Headers.TryGetValues("Cache-Control", out var values) ? values.Single() : null));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (body is not null)
        {
            Assert.Equal(body, text);
        }

        Assert.Equal("nginx", answer.Headers.Server.ToString()); // no version
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/health", "application/json")]
    [InlineData("/assets/index-abc.js", "application/javascript")]
    public async Task Types_are_stated(string path, string type)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Contains(answer.Content.Headers.ContentType?.MediaType, new[] { type, type.Replace("application/javascript", "text/javascript", StringComparison.Ordinal) });
    }

    [Fact]
    public async Task A_client_that_accepts_compression_gets_it_also_through_a_proxy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/index-abc.js");
        request.Headers.Add("Accept-Encoding", "gzip");
        request.Headers.Add("Via", "1.1 edge");

        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "gzip"), (answer.StatusCode, answer.Content.Headers.ContentEncoding.Single()));
        await using var text = new GZipStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(text);
        Assert.Equal(Script, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
