using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Creates the admin of the configuration. Another password there replaces the stored one, and so ends all sessions of the admin.</summary>
internal sealed partial class FirstAdmin(FirstAdminSettings settings, IServiceScopeFactory scopes, ILogger<FirstAdmin> logger)
{
    public async Task EnsureAsync()
    {
        if (settings.Credentials is not { Name: var name, Password: var password })
        {
            LogNone(logger, FirstAdminSettings.PasswordKey);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        switch (await accounts.FindByNameAsync(name))
        {
            case null:
                // Another replica may have been quicker.
                if ((await accounts.CreateAsync(new Account { Name = name, Role = AccountRole.Admin }, password)).Succeeded)
                {
                    LogCreated(logger, name);
                }

                break;
            case { Role: not AccountRole.Admin }:
                LogTaken(logger, name, FirstAdminSettings.NameKey);
                break;
            case var admin when !await accounts.CheckPasswordAsync(admin, password):
                admin.PasswordHash = accounts.PasswordHasher.HashPassword(admin, password);
                (admin.FailedSignIns, admin.LockedUntil) = (0, null);
                await accounts.UpdateSecurityStampAsync(admin);
                LogChanged(logger, name);
                break;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The configuration names no admin, so there may be nobody who decides on submitted tools. Set {Key} to create one.")]
    private static partial void LogNone(ILogger logger, string key);

    [LoggerMessage(LogLevel.Information, "Created the admin {Name}.")]
    private static partial void LogCreated(ILogger logger, string name);

    [LoggerMessage(LogLevel.Information, "The admin {Name} has the password of the configuration now, and all sessions before it have ended.")]
    private static partial void LogChanged(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "The account {Name} is a contributor's, so it does not become the admin. Set {Key} to another name.")]
    private static partial void LogTaken(ILogger logger, string name, string key);
}
