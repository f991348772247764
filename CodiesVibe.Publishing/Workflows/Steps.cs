using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>The steps that several jobs have.</summary>
internal static class Steps
{
    private const string TokenFile = "registry-token";

    private static readonly Step s_checkout = new("Sources") { Uses = Actions.Checkout, With = new() { { "persist-credentials", false } } };

    /// <summary>The sources and the .NET SDK, with its packages from the cache.</summary>
    public static IReadOnlyList<Step> DotNet { get; } =
    [
        s_checkout,
        new(".NET SDK") { Uses = Actions.SetupDotNet, With = new() { { "global-json-file", "global.json" } } },
        new("NuGet packages")
        {
            Uses = Actions.Cache,
            With = new()
            {
                { "path", "~/.nuget/packages" },
                // The central list and the project files fix every version, as a lock file would.
                { "key", "nuget-${{ runner.os }}-${{ hashFiles('Directory.Packages.props', 'global.json', '.config/dotnet-tools.json', '**/*.csproj') }}" },
            },
        },
    ];

    /// <summary>As <see cref="DotNet"/>, and the tool that runs the steps of the app host.</summary>
    public static IReadOnlyList<Step> Tool { get; } = [.. DotNet, new("Command-line tool") { Run = "dotnet tool restore" }];

    /// <summary>Where the images are, for the environment of a job.</summary>
    public const string Registry = "${{ vars.REGISTRY || format('ghcr.io/{0}', github.repository_owner) }}";

    /// <summary>The account at the registry, for the environment of a step that pushes or pulls.</summary>
    public static YamlMap RegistryAccount => new() { { "Deploy__RegistryUser", "${{ github.actor }}" }, { "Deploy__RegistryTokenFile", PathOf(TokenFile) } };

    /// <summary>Lays down the token of the job, which <see cref="RegistryAccount"/> names.</summary>
    public static Step RegistryToken { get; } = SecretFile("Registry token", TokenFile, "${{ github.token }}", "The job has no token");

    /// <summary>The sources, and Node with its packages.</summary>
    public static IReadOnlyList<Step> Node(NodePart node) => [s_checkout, .. NodePackages(node)];

    /// <summary>Node with its packages, in the folder of a part.</summary>
    public static IReadOnlyList<Step> NodePackages(NodePart node) => [SetupNode(node), new("Packages") { Run = $"npm ci --prefix {node.Folder} --no-audit --no-fund" }];

    public static Step SetupNode(NodePart node) => new("Node")
    {
        Uses = Actions.SetupNode,
        With = new() { { "node-version", node.Version }, { "cache", "npm" }, { "cache-dependency-path", $"{node.Folder}/package-lock.json" } },
    };

    /// <summary>A step of the app host.</summary>
    public static Step Do(string title, string step, YamlMap? env = null, string environment = "production") =>
        new(title) { Run = $"dotnet aspire do {step} --environment {environment} --non-interactive", Env = env ?? [] };

    /// <summary>A file that only this job has.</summary>
    public static string PathOf(string file) => $"${{{{ runner.temp }}}}/{file}";

    /// <summary>Writes a secret into a file that only the user of the job can read; it stops where the secret is missing.</summary>
    public static Step SecretFile(string title, string file, string value, string missing) => new(title)
    {
        Run = $$"""
            umask 077
            printf '%s\n' "${SECRET:?{{missing}}}" > "$RUNNER_TEMP/{{file}}"
            """,
        Env = new() { { "SECRET", value } },
    };
}
