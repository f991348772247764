namespace CodiesVibe.Api.Backups;

/// <summary>The database cannot be backed up, or an archive cannot be restored. The message names the cause and what to do; it holds no secret.</summary>
internal sealed class BackupException(string message) : Exception(message);
