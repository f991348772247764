namespace CodiesVibe.Api.Database;

/// <summary>Whether schema and seed data are in place.</summary>
internal sealed class DatabaseState : PreparationState;
