namespace CodiesVibe.Publishing;

/// <summary>The model cannot be published as it is.</summary>
/// <param name="message">Names the resource and the remedy. It becomes one line, whatever it quotes.</param>
public sealed class PublishingException(string message) : Exception(OneLine(message))
{
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c));
}
