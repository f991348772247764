namespace CodiesVibe.Tests.Api.Support;

/// <summary>The API as a separate process, with production settings by default, on its own port.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(60);

    private ApiProcess(ChildProcess process, HttpClient http)
    {
        Process = process;
        Http = http;
    }

    public ChildProcess Process { get; }

    public HttpClient Http { get; }

    /// <summary>Starts the API and returns when it listens; its dependencies may still be unavailable.</summary>
    public static async Task<ApiProcess> StartAsync(
        string mongodb, string redis, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var process = Launch(new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["ConnectionStrings__codiesvibe"] = mongodb,
            ["ConnectionStrings__redis"] = redis,
        });
        Uri? address = null;
        try
        {
            await Eventually.BecomesTrueAsync("the API listens", s_startTimeout, () =>
            {
                Assert.False(process.HasExited, string.Join('\n', process.Errors));
                address = process.Output.Select(AddressIn).FirstOrDefault(found => found is not null);
                return Task.FromResult(address is not null);
            });
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        return new ApiProcess(process, new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) });
    }

    /// <summary>Starts the API with only these settings.</summary>
    public static ChildProcess Launch(IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.Start("CodiesVibe.Api", [], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Logging__Console__FormatterName"] = "json",
        }.Concat(environment).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }

    private static Uri? AddressIn(string line)
    {
        const string Marker = "Now listening on: ";
        var start = line.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = line[(start + Marker.Length)..];
        return new Uri(rest[..rest.IndexOf('"', StringComparison.Ordinal)]);
    }
}
