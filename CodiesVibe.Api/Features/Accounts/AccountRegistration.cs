using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Accounts.Sessions;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Registers accounts and sessions.</summary>
internal static class AccountRegistration
{
    private static readonly TimeSpan s_session = TimeSpan.FromMinutes(15);

    /// <summary>How soon a session notices that its account has changed.</summary>
    private static readonly TimeSpan s_stampCheck = TimeSpan.FromMinutes(1);

    /// <exception cref="StartupException">See <see cref="FirstAdminSettings.Read"/>.</exception>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(FirstAdminSettings.Read(builder.Configuration));
        services.AddSingleton<FirstAdmin>();
        services.AddSingleton<AccountsState>();
        services.AddHostedService<AccountPreparation>();
        services.AddScoped<SignInCheck>();
        services.AddIdentityCore<Account>(CredentialRules.Apply)
            .AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountClaims>().AddSignInManager();
        services.AddAuthorization();
        services.AddSessions(builder.Environment.IsDevelopment());
        services.AddKeys();
    }

    private static void AddSessions(this IServiceCollection services, bool isDevelopment)
    {
        services.AddExceptionHandler<SessionsUnavailable>();
        services.AddSingleton<SessionStore>();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = s_stampCheck);
        // Of the four schemes none is the default, so only the policies of accounts read a session.
        services.AddAuthentication().AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionStore>((options, store) =>
        {
            options.SessionStore = store;
            options.ExpireTimeSpan = s_session;
            options.SlidingExpiration = true;
            // On a developer's machine the site is http://localhost, where not every browser takes a cookie for HTTPS alone.
            options.Cookie.Name = isDevelopment ? "session" : "__Host-session";
            options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Events.OnRedirectToLogin = context => Refusal.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "Sign in first.");
            options.Events.OnRedirectToAccessDenied = context => Refusal.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Only an admin may do this.");
        });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = CsrfToken.Header;
            options.SuppressReadingTokenFromFormBody = true;
            options.SuppressXFrameOptionsHeader = true; // the edge has its own
            options.Cookie.Name = "csrf";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyRepository>();
        services.AddDataProtection().SetApplicationName("codiesvibe");
        services.AddOptions<KeyManagementOptions>().Configure<KeyRepository>((options, repository) => options.XmlRepository = repository);
        // It would read the keys while the host starts, which must not wait for MongoDB; AccountPreparation does.
        services.Remove(services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
    }
}
