namespace CodiesVibe.Api.Errors;

/// <summary>The API cannot start. The message names the setting or file, what is wrong with it and what to do; it holds no secret.</summary>
internal sealed class StartupException(string message) : Exception(message);
