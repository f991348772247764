using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Remote;

/// <summary>Why a connection could not be made, and what to do about it.</summary>
internal static class SshFailure
{
    /// <param name="options">The server.</param>
    /// <param name="errors">What ssh wrote to its standard error.</param>
    public static DeploymentException Explain(DeployOptions options, string errors)
    {
        var server = $"{options.Host}:{options.Port}";
        bool Says(string words) => errors.Contains(words, StringComparison.OrdinalIgnoreCase);

        var explanation = errors switch
        {
            _ when Says("Could not resolve hostname") =>
                $"The name '{options.Host}' cannot be resolved. Check Deploy:Host and the DNS.",
            _ when Says("Connection refused") =>
                $"{server} refuses connections: no SSH server listens there. Check Deploy:Port, and whether sshd runs on the server.",
            _ when Says("timed out") || Says("No route to host") || Says("unreachable") =>
                $"{server} does not answer within {options.Timeouts.Connect} s. Check the status of the VPS, its firewall, and your own network. If the server is lost, deploy to another one with Deploy:FallbackHost and Deploy:UseFallback=true.",
            _ when Says("REMOTE HOST IDENTIFICATION HAS CHANGED") =>
                $"The host key of {server} is not the known one. Either the server was set up again, or somebody intercepts the connection. Compare the key with the one in the provider's console before you replace it in {KnownHosts(options)}.",
            _ when Says("Host key verification failed") || Says("host key is known") =>
                $"The host key of {server} is unknown. Take it from the provider's console and add it to {KnownHosts(options)}.",
            // Without a key that it can use, ssh says afterwards that the server denied the permission.
            _ when Says("bad permissions") || Says("invalid format") || Says("error in libcrypto") =>
                $"The key file '{options.KeyFile}' cannot be used. It must be a private key that only you can read (chmod 600).",
            _ when Says("Permission denied") =>
                $"{server} does not accept the key for the user '{options.User ?? "of your ssh configuration"}'. Check Deploy:User and Deploy:KeyFile, and ~/.ssh/authorized_keys on the server.",
            _ => $"The connection to {server} failed.",
        };
        return new($"{explanation}\n  ssh: {errors.Trim().ReplaceLineEndings("\n  ssh: ")}");
    }

    private static string KnownHosts(DeployOptions options) => options.KnownHostsFile ?? "~/.ssh/known_hosts";
}
