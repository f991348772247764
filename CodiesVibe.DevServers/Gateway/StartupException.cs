namespace CodiesVibe.DevServers.Gateway;

/// <summary>The gateway cannot start; the message names the cause and the remedy.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
