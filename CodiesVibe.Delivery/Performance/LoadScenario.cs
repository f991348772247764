using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodiesVibe.Delivery.Performance;

/// <summary>A load on the site: the committed file, in the form of Artillery.</summary>
/// <param name="Target">The site where none is named.</param>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Duration">For how long.</param>
/// <param name="Paths">What is asked for, in turn.</param>
/// <param name="Limits">What each path has to keep.</param>
public sealed record LoadScenario(Uri Target, int PerSecond, TimeSpan Duration, IReadOnlyList<string> Paths, MeasurementLimits Limits)
{
    /// <summary>Its name, in the repository's root.</summary>
    public const string FileName = "load-scenario.yml";

    private const int MostPerSecond = 100;

    private const int LongestSeconds = 60;

    private const string P95 = "http.response_time.p95";

    /// <summary>Reads the file.</summary>
    /// <exception cref="DeliveryException">It is missing, or not such a scenario.</exception>
    public static LoadScenario Read(string root)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(root, FileName)));
        }
        catch (IOException exception)
        {
            throw new DeliveryException($"'{FileName}' cannot be read: {exception.Message} Restore it with 'git checkout -- {FileName}'.");
        }
    }

    /// <summary>Reads its text. Of Artillery's form it knows what one phase of GET requests needs, and refuses the rest, which it would not send.</summary>
    /// <exception cref="DeliveryException">It is not such a scenario.</exception>
    public static LoadScenario Parse(string text)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<ScenarioFile?>(text) ?? throw Wrong("it is empty");
            var target = SiteOf(file.Config.Target) ?? throw Wrong($"config.target '{file.Config.Target}' is not the address of a site");
            var phase = file.Config.Phases is [var only] ? only : throw Wrong("config.phases has to have one phase");
            var paths = file.Scenarios.SelectMany(scenario => scenario.Flow).Select(step => step.Get.Url).ToList();
            return phase.ArrivalRate is < 1 or > MostPerSecond ? throw Wrong($"arrivalRate {phase.ArrivalRate} is not 1 to {MostPerSecond} requests a second")
                : phase.Duration is < 1 or > LongestSeconds ? throw Wrong($"duration {phase.Duration} is not 1 to {LongestSeconds} seconds")
                : paths.Count == 0 || paths.Find(path => !path.StartsWith('/')) is { } ? throw Wrong("every scenario has to get a url that begins with '/'")
                : file.Config.Ensure.Thresholds is [var threshold] && threshold.TryGetValue(P95, out var milliseconds) && threshold.Count == 1
                    ? new(target, phase.ArrivalRate, TimeSpan.FromSeconds(phase.Duration), paths, new(file.Config.Ensure.MaxErrorRate, milliseconds))
                    : throw Wrong($"config.ensure.thresholds has to have '{P95}' and no other");
        }
        catch (YamlException exception)
        {
            throw Wrong($"line {exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message}");
        }
    }

    /// <summary>The address of a site; null where the text is none.</summary>
    internal static Uri? SiteOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site.PathAndQuery == "/" && site.UserInfo.Length == 0 ? site : null;

    private static DeliveryException Wrong(string why) => new($"'{FileName}' is not a scenario that can be sent: {why}. Compare it with the committed one.");

    private sealed class ScenarioFile
    {
        public ScenarioConfig Config { get; init; } = new();

        public List<Scenario> Scenarios { get; init; } = [];
    }

    private sealed class ScenarioConfig
    {
        public string Target { get; init; } = "";

        public List<Phase> Phases { get; init; } = [];

        public Ensure Ensure { get; init; } = new();
    }

    private sealed class Phase
    {
        public int Duration { get; init; }

        public int ArrivalRate { get; init; }
    }

    private sealed class Ensure
    {
        public List<Dictionary<string, double>> Thresholds { get; init; } = [];

        public double MaxErrorRate { get; init; }
    }

    private sealed class Scenario
    {
        public List<FlowStep> Flow { get; init; } = [];
    }

    private sealed class FlowStep
    {
        public Request Get { get; init; } = new();
    }

    private sealed class Request
    {
        public string Url { get; init; } = "";
    }
}
