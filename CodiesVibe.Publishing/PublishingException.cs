namespace CodiesVibe.Publishing;

/// <summary>The model cannot be published as it is.</summary>
/// <param name="message">Names the resource and the remedy, in one line.</param>
public sealed class PublishingException(string message) : Exception(message);
