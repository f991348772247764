namespace CodiesVibe.DevServers;

/// <summary>A server cannot start; the message names the cause and the remedy.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
