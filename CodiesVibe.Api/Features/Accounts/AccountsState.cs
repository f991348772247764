using CodiesVibe.Api.Database;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Whether accounts, sessions and submissions can be used. The directory of tools does not depend on it.</summary>
internal sealed class AccountsState : PreparationState;
