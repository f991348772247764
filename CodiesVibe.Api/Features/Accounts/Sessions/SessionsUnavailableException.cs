namespace CodiesVibe.Api.Features.Accounts.Sessions;

/// <summary>Redis, which has the sessions, does not answer.</summary>
internal sealed class SessionsUnavailableException() : Exception("Redis does not answer, so sessions cannot be read or written.");
