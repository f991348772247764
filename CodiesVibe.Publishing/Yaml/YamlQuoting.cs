using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>
/// A text stands bare where every parser of YAML 1.1 and 1.2 reads that as this text, else in double quotes. The library's own rule for words of YAML 1.1 leaves dates,
/// <c>=</c> and <c>1e3</c> bare.
/// </summary>
internal sealed partial class YamlQuoting(IEventEmitter next) : ChainedEventEmitter(next)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PublishingException">The text is not valid Unicode.</exception>
    public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
    {
        if (eventInfo.Source.Value is string text)
        {
            Check(text);
            eventInfo.Style = Bare.IsMatch(text) && !Word.IsMatch(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
        }

        base.Emit(eventInfo, emitter);
    }

    private static void Check(string text)
    {
        try
        {
            s_strict.GetByteCount(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new PublishingException(
                $"A value contains an unpaired surrogate (U+{(int)exception.CharUnknown:X4}) after '{text[..exception.Index]}'. Replace it by a complete character.");
        }
    }

    // Begins with what no number, date or sign of YAML begins with, and a colon never ends it; or is a time or a size.
    [GeneratedRegex(@"^(?:(?:\./|[A-Za-z/])[A-Za-z0-9_./:@+=,-]*(?<!:)|[0-9]+(?:[smhd]|[KM]B))\z")]
    private static partial Regex Bare { get; }

    // What YAML 1.1 takes for a truth value or for nothing.
    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
