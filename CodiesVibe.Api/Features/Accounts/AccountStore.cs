using CodiesVibe.Api.Database;
using Microsoft.AspNetCore.Identity;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>
/// Where ASP.NET Core Identity keeps accounts: in MongoDB. While that is known to be unavailable, each method that asks it throws
/// <see cref="TimeoutException"/> at once.
/// </summary>
internal sealed class AccountStore(IMongoDatabase database, DatabaseOutage outage, IdentityErrorDescriber errors)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>
{
    private readonly IMongoCollection<Account> _accounts = Account.In(database);

    private IMongoCollection<Account> Accounts
    {
        get
        {
            outage.ThrowIfKnown();
            return _accounts;
        }
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await Accounts.Find(account => account.Id == userId).FirstOrDefaultAsync(cancellationToken);

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await Accounts.Find(account => account.NormalizedName == normalizedUserName).FirstOrDefaultAsync(cancellationToken);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            await Accounts.InsertOneAsync(user, options: null, cancellationToken);
            return IdentityResult.Success;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return IdentityResult.Failed(errors.DuplicateUserName(user.Name));
        }
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var known = user.Version++;
        var result = await Accounts.ReplaceOneAsync(
            account => account.Id == user.Id && account.Version == known, user, options: (ReplaceOptions?)null, cancellationToken);
        return result.MatchedCount == 1 ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted.");

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Done(user.Name = userName!);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Done(user.NormalizedName = normalizedName!);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.PasswordHash);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Done(user.PasswordHash = passwordHash!);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Done(user.SecurityStamp = stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Done(user.LockedUntil = lockoutEnd?.UtcDateTime);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Done(user.FailedSignIns = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Every account can be locked, so this is no property of one.</summary>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // The database is not this store's.
    }

    private static Task Done(object? _) => Task.CompletedTask;
}
