namespace CodiesVibe.DevServers.MongoDb;

/// <summary>The emulator cannot start; the message names the cause and the remedy.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
