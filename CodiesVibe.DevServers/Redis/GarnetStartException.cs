namespace CodiesVibe.DevServers.Redis;

/// <summary>The cache server cannot start; the message names what is in the way and the remedy.</summary>
internal sealed class GarnetStartException(string message, Exception innerException) : Exception(message, innerException);
