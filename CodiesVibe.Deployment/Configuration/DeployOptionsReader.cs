using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Deployment.Backups;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Deployment.Configuration;

/// <summary>Reads the section <c>Deploy</c> and reports everything that is wrong with it at once, by the name of each key.</summary>
public sealed partial class DeployOptionsReader
{
    private const string SettingsKey = "Settings";

    /// <summary>What the deployment itself sets in the env file.</summary>
    private static readonly string[] s_ofDeployment = ["VERSION", "BACKEND_IMAGE", "FRONTEND_IMAGE"];

    private readonly IConfigurationSection _section;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _errors = [];

    private DeployOptionsReader(IConfiguration configuration) => _section = configuration.GetSection(DeployOptions.Section);

    /// <summary>The keys of all options; those of the env file follow <c>Settings:</c>.</summary>
    internal static IReadOnlySet<string> Keys
    {
        get
        {
            var reader = new DeployOptionsReader(new ConfigurationBuilder().Build());
            reader.Read("production", null, DeployNeeds.Server);
            return reader._known;
        }
    }

    /// <summary>Reads and validates.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="environment">The name of the environment.</param>
    /// <param name="commit">The version where none is set: the commit of the working tree; null where that is unknown or the tree is dirty.</param>
    /// <param name="needs">What the step has to know.</param>
    /// <exception cref="DeploymentException">Names every key with a fault.</exception>
    public static DeployOptions Read(IConfiguration configuration, string environment, string? commit, DeployNeeds needs = DeployNeeds.Server | DeployNeeds.Images)
    {
        var reader = new DeployOptionsReader(configuration);
        var options = reader.Read(environment.ToLowerInvariant(), commit, needs);
        reader.RefuseUnknown();
        return reader._errors.Count == 0
            ? options
            : throw new DeploymentException($"The deployment is not configured correctly:\n{string.Join('\n', reader._errors.Distinct().Select(error => $"  {error}"))}");
    }

    /// <summary>Refuses an option without a value, which the command-line configuration would drop, or for which it would take the next option.</summary>
    /// <exception cref="DeploymentException">Names the option.</exception>
    public static void RefuseValueless(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var isValueless = argument.Contains('=', StringComparison.Ordinal)
                // An empty setting is one of the env file's.
                ? argument.EndsWith('=') && argument.Count('=') == 1 && !argument.StartsWith($"--{DeployOptions.Section}:{SettingsKey}:", StringComparison.OrdinalIgnoreCase)
                : index + 1 == arguments.Count || arguments[index + 1].StartsWith("--", StringComparison.Ordinal);
            if (isValueless && argument.StartsWith($"--{DeployOptions.Section}:", StringComparison.OrdinalIgnoreCase))
            {
                throw new DeploymentException($"The option '{argument.TrimEnd('=')}' has no value. Write '{argument.TrimEnd('=')}=VALUE'.");
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._:-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName { get; }

    [GeneratedRegex(@"^(~|)(/[A-Za-z0-9._-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServerPath { get; }

    [GeneratedRegex(@"^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Registry { get; }

    [GeneratedRegex(@"^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Repository { get; }

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SettingName { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceKey { get; }

    [GeneratedRegex(@"^(staging|production)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Promoted { get; }

    [GeneratedRegex(@"^(frontend|backend)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Scaled { get; }

    [GeneratedRegex(@"^[0-9]{1,5}[smh]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Span { get; }

    private DeployOptions Read(string environment, string? commit, DeployNeeds needs)
    {
        if (environment is not ("production" or "staging"))
        {
            _errors.Add($"The environment '{environment}' is not one that can be deployed. Use '--environment production' or '--environment staging'.");
        }

        var host = Text("Host", HostName, "a host name or an address, for example 'vps.example.org'");
        var fallback = Text("FallbackHost", HostName, "a host name or an address");
        if (Flag("UseFallback"))
        {
            host = fallback ?? Missing("FallbackHost", "the server to use instead, because UseFallback is true");
        }

        var secrets = Choice("Secrets", SecretOrigin.Server);
        var to = Number("To", 1, int.MaxValue);
        var settings = Settings();
        var replicas = Number("Replicas", 1, 16);
        if (needs.HasFlag(DeployNeeds.Scale) && Value("Replicas") is null)
        {
            Missing("Replicas", "how many containers are to serve");
        }

        var port = Number("Port", 1, 65535) ?? 22;
        var promotion = Promotion(environment, host, port);
        return new()
        {
            Environment = environment,
            Host = host ?? (!needs.HasFlag(DeployNeeds.Server) ? "" : Missing("Host", "the server, for example 'vps.example.org'")),
            Port = port,
            User = Text("User", UserName, "a user name on the server"),
            KeyFile = ExistingFile("KeyFile"),
            KnownHostsFile = ExistingFile("KnownHostsFile"),
            Directory = Text("Directory", ServerPath, "an absolute path, or one below ~/, without spaces") ?? "~/codiesvibe",
            Version = Text("Version", Tag, "a tag of an image")
                ?? commit ?? (promotion is not null || !needs.HasFlag(DeployNeeds.Images) ? "" : Missing("Version", "the tag of the images, because the working tree is not a clean git commit. Commit, or set it")),
            Service = Choice("Service", ServiceChoice.Both),
            Strategy = Choice("Strategy", Strategy.Rolling),
            AllowInterruption = Flag("AllowInterruption"),
            BuildOnServer = Flag("BuildOnServer"),
            FreePorts = Flag("FreePorts"),
            KeepOldColourRunning = Word("KeepOldColour", "stopped", "running") == "running",
            SkipMonitoring = Flag("SkipMonitoring"),
            BackendImage = Text("BackendImage", Repository, "REGISTRY/NAME without a tag") ?? Image("backend", needs),
            FrontendImage = Text("FrontendImage", Repository, "REGISTRY/NAME without a tag") ?? Image("frontend", needs),
            Account = Account(),
            Secrets = secrets,
            SecretsDirectory = ExistingDirectory("SecretsDirectory") ?? (secrets == SecretOrigin.Directory ? Missing("SecretsDirectory", "the directory with a file for each secret") : null),
            Settings = settings,
            To = to,
            Backup = Text("Backup", BackupFile.NameForm, "the name of a backup of the data, as 'dotnet aspire do backups' lists them")
                ?? (needs.HasFlag(DeployNeeds.Backup) ? Missing("Backup", "the name of the backup to restore. 'dotnet aspire do backups' lists them") : null),
            SkipBackup = Flag("SkipBackup"),
            Backups = Backups(),
            NotificationsDirectory = ExistingDirectory("NotificationsDirectory"),
            Site = Site(settings, needs),
            Logs = Text("Logs", ServiceKey, "a service, for example 'backend'"),
            Since = Text("Since", Span, "a span of time, for example '30m' or '2h'"),
            Lines = Number("Lines", 1, 10000) ?? 100,
            Restart = Text("Restart", ServiceKey, "a service, for example 'backend'"),
            Secret = Text("Secret", ServiceKey, "the name of a secret, for example 'redis-password'")
                ?? (needs.HasFlag(DeployNeeds.Secret) ? Missing("Secret", "the secret to exchange, for example 'redis-password'") : null),
            SecretFile = ExistingFile("SecretFile"),
            SecretDays = Number("SecretDays", 1, 3650) ?? 180,
            Scale = Text("Scale", Scaled, "one of frontend, backend") ?? (needs.HasFlag(DeployNeeds.Scale) ? Missing("Scale", "the service to scale: frontend or backend") : null),
            Replicas = replicas,
            Promotion = promotion,
            Timeouts = new()
            {
                Connect = Seconds("Connect") ?? 30,
                Containers = Seconds("Containers") ?? 300,
                Endpoints = Seconds("Endpoints") ?? 120,
                Observation = Seconds("Observation") ?? 5,
                Confirmation = Seconds("Confirmation") ?? 180,
                Drain = Seconds("Drain") ?? 30,
                Probe = Seconds("Probe") ?? 10,
                Deployment = Seconds("Deployment") ?? 600,
            },
        };
    }

    private string Image(string service, DeployNeeds needs) => Text("Registry", Registry, "a registry, for example 'ghcr.io/OWNER'") is { } registry
        ? $"{registry}/codiesvibe-{service}"
        : !needs.HasFlag(DeployNeeds.Images) ? "" : Missing("Registry", "the registry of the images, for example 'ghcr.io/OWNER'");

    private PromotionSource? Promotion(string environment, string? host, int port)
    {
        var from = Text("Promote", Promoted, "an environment: staging or production");
        var source = new PromotionSource(
            from ?? "",
            Text("PromoteFrom:Host", HostName, "a host name or an address") ?? host ?? "",
            Number("PromoteFrom:Port", 1, 65535) ?? port,
            Text("PromoteFrom:Directory", ServerPath, "an absolute path, or one below ~/, without spaces") ?? $"~/codiesvibe-{from}");
        if (from == environment)
        {
            Fault("Promote", $"'{from}' is the environment that is deployed. Name the one whose release it gets");
        }

        if (from is not null && (Value("Version") is not null || Flag("BuildOnServer")))
        {
            Fault("Promote", "excludes Version and BuildOnServer, since the other environment's release says which images are deployed");
        }

        return from is null ? null : source;
    }

    private RegistryAccount? Account()
    {
        _known.Add("Registry");
        var (user, file) = (Value("RegistryUser"), ExistingFile("RegistryTokenFile"));
        if ((user is null) != (file is null))
        {
            Fault("RegistryUser and Deploy:RegistryTokenFile", "must be set together, or neither");
        }

        return user is null || file is null ? null : new(user, file);
    }

    private BackupOptions Backups()
    {
        var (at, command) = (Value("Backups:At"), Value("Backups:OffSiteCommand"));
        TimeOnly? time = TimeOnly.TryParseExact(at ?? "03:30", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
        if (time is null && at != "off")
        {
            Fault("Backups:At", $"'{at}' is not a time such as '03:30', and not 'off'");
        }

        if (command is not null && (command.Any(char.IsControl) || !command.Contains("$1", StringComparison.Ordinal)))
        {
            Fault("Backups:OffSiteCommand", "is not a command on one line in which $1 is the path of the backup, for example 'rsync -a \"$1\" backup@other.example.org:'");
        }

        return new() { At = time, Keep = Number("Backups:Keep", 1, 10000) ?? new BackupOptions().Keep, OffSiteCommand = command };
    }

    private SiteAddress? Site(Dictionary<string, string> settings, DeployNeeds needs)
    {
        var name = Text("Address", HostName, "the name of the site without a port, for example 'codiesvibe.example.org'")
            ?? (settings.GetValueOrDefault("SITE_NAMES") is { } names && names.Split(',')[0].Trim() is var first && HostName.IsMatch(first) ? first : null)
            ?? (needs.HasFlag(DeployNeeds.Site) ? Missing("Address", "the name of the site, for example 'codiesvibe.example.org'") : null);
        var (https, http) = (HostPort("PORT_443", 443), HostPort("PORT_80", 80));
        return string.IsNullOrEmpty(name) ? null : new(name, https, http);

        int HostPort(string setting, int standard)
        {
            if (!settings.TryGetValue(setting, out var value))
            {
                return standard;
            }

            if (!ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            {
                Fault($"{SettingsKey}:{setting}", $"'{value}' is not a number from 1 to 65535");
            }

            return port;
        }
    }

    private Dictionary<string, string> Settings()
    {
        var settings = _section.GetSection(SettingsKey).GetChildren().ToDictionary(setting => setting.Key, setting => setting.Value ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in settings)
        {
            if (!SettingName.IsMatch(name))
            {
                Fault($"{SettingsKey}:{name}", "is not the name of a setting of the env file (upper-case letters, digits and underscores)");
            }

            if (s_ofDeployment.Contains(name))
            {
                Fault($"{SettingsKey}:{name}", "is set by the deployment. Use Version, BackendImage or FrontendImage");
            }

            // As init-secrets.sh refuses them, but before anything is touched.
            if (value.Any(character => char.IsControl(character) || "\"'$#\\`".Contains(character, StringComparison.Ordinal)) || value.Trim() != value)
            {
                Fault($"{SettingsKey}:{name}", "has a value that compose would alter: it must be one line without quotes, '$', '#', '\\', '`' and outer spaces");
            }
        }

        return settings;
    }

    private string? Value(string key)
    {
        _known.Add(key);
        return _section[key] is { Length: > 0 } value ? value : null;
    }

    private string? Text(string key, Regex form, string expected)
    {
        var value = Value(key);
        if (value is not null && !form.IsMatch(value))
        {
            Fault(key, $"'{value}' is not {expected}");
        }

        return value;
    }

    private string? ExistingFile(string key)
    {
        var value = Value(key);
        if (value is not null && !File.Exists(value))
        {
            Fault(key, $"the file '{value}' does not exist");
        }

        return value is null ? null : Path.GetFullPath(value);
    }

    private string? ExistingDirectory(string key)
    {
        var value = Value(key);
        if (value is not null && !Directory.Exists(value))
        {
            Fault(key, $"the directory '{value}' does not exist");
        }

        return value is null ? null : Path.GetFullPath(value);
    }

    private bool Flag(string key) => Word(key, "false", "true") == "true";

    private string Word(string key, params string[] words)
    {
        var value = Value(key);
        if (value is null)
        {
            return words[0];
        }

        if (words.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } match)
        {
            return match;
        }

        Fault(key, $"'{value}' is not one of {string.Join(", ", words)}");
        return words[0];
    }

    private TChoice Choice<TChoice>(string key, TChoice standard)
        where TChoice : struct, Enum
    {
        var value = Value(key);
        if (value is null)
        {
            return standard;
        }

        foreach (var choice in Enum.GetValues<TChoice>())
        {
            if (Name(choice).Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        Fault(key, $"'{value}' is not one of {string.Join(", ", Enum.GetValues<TChoice>().Select(Name))}");
        return standard;
    }

    /// <summary>As it is written in configuration: <c>blue-green</c>.</summary>
    internal static string Name<TChoice>(TChoice choice)
        where TChoice : struct, Enum => WordStart.Replace(choice.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart { get; }

    private int? Seconds(string key) => Number($"Timeouts:{key}", 1, 3600);

    private int? Number(string key, int least, int most)
    {
        var value = Value(key);
        if (value is null)
        {
            return null;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(key, most == int.MaxValue ? $"'{value}' is not a positive number" : $"'{value}' is not a number from {least} to {most}");
        return null;
    }

    private string Missing(string key, string what)
    {
        _errors.Add($"{DeployOptions.Section}:{key} is not set. It is {what}.");
        return "";
    }

    private void Fault(string key, string what) => _errors.Add($"{DeployOptions.Section}:{key}: {what}.");

    private void RefuseUnknown()
    {
        foreach (var (key, value) in _section.AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && !_known.Contains(key) && !key.StartsWith($"{SettingsKey}:", StringComparison.OrdinalIgnoreCase))
            {
                Fault(key, "is not an option of the deployment. 'docs/deployment.md' lists them");
            }
        }
    }
}
