using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Checks a name and a password. Whoever fails learns nothing: not from the answer, and not from the work that it took.</summary>
internal sealed class SignInCheck(UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher)
{
    private static readonly Account s_nobody = new() { Name = "", Role = AccountRole.Visitor };
    private static string? s_hash;

    /// <returns>The account; null if there is none with this name and password, or if it is locked.</returns>
    public async Task<Account?> FindAsync(Credentials credentials)
    {
        var account = await accounts.FindByNameAsync(credentials.Name);
        if (account is null || await accounts.IsLockedOutAsync(account))
        {
            s_hash ??= hasher.HashPassword(s_nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(s_nobody, s_hash, credentials.Password);
            return null;
        }

        return (await signIn.CheckPasswordSignInAsync(account, credentials.Password, lockoutOnFailure: true)).Succeeded ? account : null;
    }
}
