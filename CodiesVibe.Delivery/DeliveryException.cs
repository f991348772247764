namespace CodiesVibe.Delivery;

/// <summary>A delivery cannot go on. The message says what is wrong and what to do about it.</summary>
/// <param name="message">One or more lines for whoever delivers; no secret.</param>
public sealed class DeliveryException(string message) : Exception(message);
