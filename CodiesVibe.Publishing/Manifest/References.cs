using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>Turns the manifest's values, with references in braces, into <see cref="Text"/>.</summary>
/// <param name="document">What the references point into.</param>
internal sealed partial class References(ManifestDocument document)
{
    private readonly SortedDictionary<string, Secret> _secrets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];

    /// <summary>The secrets that were referred to.</summary>
    public IReadOnlyList<Secret> Secrets => [.. _secrets.Values];

    /// <summary>The variables that were referred to.</summary>
    public IReadOnlyList<Variable> Variables => [.. _variables.Values];

    /// <summary><c>{resource.property...}</c>; anything else in braces is text.</summary>
    [GeneratedRegex(@"\{(?<path>[A-Za-z0-9-]+(\.[A-Za-z0-9_-]+)+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference { get; }

    /// <param name="user">The resource whose value it is.</param>
    /// <param name="value">The value as the manifest states it.</param>
    /// <exception cref="PublishingException">A reference points nowhere or in a circle.</exception>
    public Text Resolve(ManifestResource user, string value)
    {
        var parts = new List<TextPart>();
        var position = 0;
        foreach (Match match in Reference.Matches(value))
        {
            Add(parts, new LiteralPart(value[position..match.Index]));
            foreach (var part in Follow(user, match.Groups["path"].Value).Parts)
            {
                Add(parts, part);
            }

            position = match.Index + match.Length;
        }

        Add(parts, new LiteralPart(value[position..]));
        return new(parts);
    }

    private static void Add(List<TextPart> parts, TextPart part)
    {
        switch (part)
        {
            case LiteralPart { Value: "" }:
                break;
            case LiteralPart next when parts is [.., LiteralPart last]:
                parts[^1] = new LiteralPart(last.Value + next.Value);
                break;
            default:
                parts.Add(part);
                break;
        }
    }

    private Text Follow(ManifestResource user, string path)
    {
        if (_path.Contains(path))
        {
            throw user.Fault($"refers to itself in a cycle: {string.Join(" -> ", [.. _path.SkipWhile(step => step != path), path])}");
        }

        _path.Add(path);
        try
        {
            var steps = path.Split('.');
            return document.Resources.TryGetValue(steps[0], out var target)
                ? Value(user, target, steps[1..], path)
                : throw user.Fault($"refers to {{{path}}}, but the resource '{steps[0]}' does not exist");
        }
        finally
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private Text Value(ManifestResource user, ManifestResource target, string[] steps, string path) => steps switch
    {
        ["value"] when target.Type == "annotated.string" => Filtered(target),
        ["inputs", var input] => Input(target, input),
        ["value"] or ["connectionString"] when target.Text(steps[0]) is { } value => Resolve(target, value),
        ["sha256"] when target.Type == "parameter.v0" => Sha256(target),
        ["bindings", var name, var part] => Address(target, name, part) ?? throw Dangling(user, path),
        _ => throw Dangling(user, path),
    };

    private static PublishingException Dangling(ManifestResource user, string path) =>
        user.Fault($"refers to {{{path}}}, which does not exist");

    private Text Sha256(ManifestResource parameter) => Resolve(parameter, parameter.RequiredText("value")) switch
    {
        { Parts: [SecretPart { Form: SecretForm.Plain } secret] } => new([secret with { Form = SecretForm.Sha256 }]),
        _ => throw parameter.Fault("is not a secret, so its SHA-256 hash is not available"),
    };

    private Text Filtered(ManifestResource annotated)
    {
        if (annotated.RequiredText("filter") is not "uri" and var filter)
        {
            throw annotated.Fault($"has the filter '{filter}', which this version does not support");
        }

        return new([.. Resolve(annotated, annotated.RequiredText("value")).Parts.Select(part => part switch
        {
            LiteralPart literal => new LiteralPart(Uri.EscapeDataString(literal.Value)),
            SecretPart { Form: SecretForm.Plain } secret => secret with { Form = SecretForm.UriEncoded },
            _ => (TextPart)(part is VariablePart
                ? throw annotated.Fault("encodes a variable of the env file, whose value is unknown when publishing. Make the parameter a secret")
                : throw annotated.Fault("encodes a value twice")),
        })]);
    }

    private Text Input(ManifestResource parameter, string name)
    {
        if (name != "value")
        {
            throw parameter.Fault($"has an input '{name}', which is not translated: a parameter is one value, its input 'value'");
        }

        if (parameter.Child("inputs", JsonValueKind.Object) is not { } inputs || parameter.ChildOf(inputs, name, JsonValueKind.Object) is not { } input)
        {
            throw parameter.Fault($"has no input '{name}'");
        }

        var standard = parameter.ChildOf(input, "default", JsonValueKind.Object);
        if (parameter.FlagOf(input, "secret"))
        {
            _secrets[parameter.Name] = new(parameter.Name, standard is { } d && parameter.ChildOf(d, "generate", JsonValueKind.Object) is { } rule ? Generated(parameter, rule) : null)
            {
                IsConnectionString = parameter.Text("connectionString") is not null,
            };
            return new([new SecretPart(parameter.Name)]);
        }

        var variable = parameter.Name.Replace('-', '_').ToUpperInvariant();
        _variables[variable] = new(variable, standard is { } value ? parameter.TextOf(value, "value") : null);
        return new([new VariablePart(variable)]);
    }

    /// <summary>What is generated are letters and digits, at random.</summary>
    private static GeneratedSecret Generated(ManifestResource parameter, JsonElement rule)
    {
        parameter.RefuseOthers(rule, "generate", "minLength", "lower", "upper", "numeric", "special", "minLower", "minUpper", "minNumeric", "minSpecial");
        if (((string[])["lower", "upper", "numeric"]).FirstOrDefault(kind => rule.TryGetProperty(kind, out var allowed) && allowed.ValueKind == JsonValueKind.False) is { } forbidden)
        {
            throw parameter.Fault($"has a generated value with '{forbidden}: false', which is not translated: letters and digits are generated");
        }

        if (rule.TryGetProperty("minSpecial", out var special) && !(special.TryGetInt32(out var number) && number == 0))
        {
            throw parameter.Fault("has a generated value with 'minSpecial', which is not translated: letters and digits are generated");
        }

        const int Strong = 22; // letters and digits: 131 bits
        return new(rule.TryGetProperty("minLength", out var length) && length.TryGetInt32(out var least) && least is > Strong and <= 1024 ? least : Strong);
    }

    private static Text? Address(ManifestResource target, string name, string part)
    {
        if (Bindings.Of(target).FirstOrDefault(binding => binding.Name == name) is not { } binding)
        {
            return null;
        }

        var port = binding.Port.ToString(CultureInfo.InvariantCulture);
        return part switch
        {
            "host" => Literal(target.Name),
            "port" or "targetPort" => Literal(port),
            "scheme" => Literal(binding.Scheme),
            "url" => Literal($"{binding.Scheme}://{target.Name}:{port}"),
            "tlsEnabled" => binding.Scheme is "http" or "https"
                ? Literal(binding.Scheme == "https" ? bool.TrueString : bool.FalseString)
                : throw target.Fault($"has the binding '{name}' with the scheme '{binding.Scheme}', for which a manifest does not say whether TLS is enabled, although its 'tlsEnabled' is used"),
            _ => null,
        };
    }

    private static Text Literal(string value) => new([new LiteralPart(value)]);
}
