using System.Text;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.EnvFiles;

/// <summary>The examples of the env file: every variable that a compose file reads, whether it is required, and its default.</summary>
internal static partial class EnvExamples
{
    private const string Environment = "CODIESVIBE_ENVIRONMENT";

    /// <summary>The environment that may stand beside production, so its names differ.</summary>
    private const string Staging = "staging";

    /// <param name="model">The system.</param>
    /// <param name="compose">The compose files.</param>
    public static IEnumerable<GeneratedFile> Render(SystemModel model, IReadOnlyList<GeneratedFile> compose)
    {
        var references = compose.SelectMany(file => Reference().Matches(Encoding.UTF8.GetString(file.Content.Span)))
            .GroupBy(match => match.Groups["name"].Value, match => match.Groups["default"] is { Success: true } value ? value.Value : null)
            .Select(uses => new Setting(EnvVariable.Describe(model, uses.Key), [.. uses.Distinct()]))
            .Concat(ServerDirectory.State.IsMountedIn(model) ? [new(EnvVariable.Describe(model, EnvVariable.SiteNames), ["localhost"])] : [])
            .OrderBy(setting => setting.Variable.Name, StringComparer.Ordinal).ToList();
        string[] environments = !model.HasFacts ? ["production"] : ["production", Staging];
        return environments.Select(environment => GeneratedFile.Text($".env.{environment}.example", Render(model, environment, references)));
    }

    private static string Render(SystemModel model, string environment, List<Setting> settings)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # Settings of {model.Name} in {environment}. Copy this file to .env.{environment}, fill it in, and link .env to it.
            # Each line has the form NAME=value, without quotes. Secrets do not belong here: ./init-secrets.sh creates files for them.
            # Optional settings are commented out and show their default if it is the same for all services.

            # All compose files share one project, and none removes the containers of another. Keep both lines.
            COMPOSE_PROJECT_NAME={(environment == Staging ? $"{model.Name}-{Staging}" : model.Name)}
            COMPOSE_IGNORE_ORPHANS=true

            """);
        // Without facts about production, a secret is a variable.
        foreach (var secret in model.Secrets.Where(secret => model.HasFacts && secret.IsConnectionString))
        {
            text.Append($"\n# Required, but not here: the connection string of {secret.Name}. It is a secret, so write it to the file {secret.Name} in the directory of the secrets.\n");
        }

        foreach (var setting in settings.OrderByDescending(setting => setting.IsRequired))
        {
            var line = setting.Variable.Name switch
            {
                Environment => $"{Environment}={environment}",
                EnvVariable.NamePrefix when environment == Staging => $"{EnvVariable.NamePrefix}={Staging}-",
                _ => setting.Line,
            };
            text.Append($"\n# {(setting.IsRequired ? "Required" : "Optional")}. {setting.Variable.Description}\n{line}\n");
        }

        return text.ToString();
    }

    /// <summary>A variable with its defaults: null where a use has none.</summary>
    private sealed record Setting(EnvVariable Variable, IReadOnlyList<string?> Defaults)
    {
        public bool IsRequired => Defaults.Contains(null) && !Variable.IsAdded;

        public string Line => IsRequired ? $"{Variable.Name}=" : $"#{Variable.Name}={(Defaults.Count == 1 ? Defaults[0] : "")}";
    }

    // A doubled dollar sign is a plain one.
    [GeneratedRegex(@"(?<!\$)(?:\$\$)*\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Reference();
}
