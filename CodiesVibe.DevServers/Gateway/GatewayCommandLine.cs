using Microsoft.AspNetCore.Connections;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The <c>gateway</c> sub-command.</summary>
internal static class GatewayCommandLine
{
    /// <summary>Serves until SIGTERM or Ctrl+C.</summary>
    /// <returns>0 after a requested stop, 1 if the gateway could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args.Length > 0)
            {
                throw new StartupException($"The option '{args[0]}' is unknown. Remove it: the gateway reads PORT, BACKEND_HTTP and FRONTEND_HTTP from the environment.");
            }

            var options = GatewayOptions.Read(Environment.GetEnvironmentVariable);
            await using WebApplication gateway = GatewayServer.Build(options);
            await StartAsync(gateway, options.Port);
            await gateway.WaitForShutdownAsync();
            return 0;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync($"gateway: {exception.Message}");
            return 1;
        }
    }

    private static async Task StartAsync(WebApplication gateway, int port)
    {
        try
        {
            await gateway.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartupException(
                $"Port {port} of 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another port.", exception);
        }
    }
}
