namespace CodiesVibe.Publishing.Secrets;

/// <summary>The parameters that hold secrets of the application's own accounts.</summary>
internal static class AccountSecrets
{
    /// <summary>The password of the admin that the application creates.</summary>
    public const string FirstAdminPassword = "first-admin-password";
}
