using System.Globalization;
using System.Net;
using System.Text;

namespace CodiesVibe.DevServers.Redis;

/// <summary>
/// The <c>redis</c> sub-command: a cache server for development that speaks the Redis protocol on the loopback address until
/// SIGTERM or Ctrl+C. The port comes from <c>PORT</c> (absent or 0: any free one), the password from <c>REDIS_PASSWORD</c>
/// (absent: no authentication).
/// </summary>
internal static class RedisCommandLine
{
    private const int UsageError = 64; // EX_USAGE of sysexits.h

    /// <returns>0 after a clean stop, 1 when the server cannot start, 64 for wrong input.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["--data", { Length: > 0 } dataFolder])
        {
            return await FailAsync(UsageError, "redis: The option '--data <folder>' is missing. Set it to the folder for the data of the cache.");
        }

        string portText = Environment.GetEnvironmentVariable("PORT") is { Length: > 0 } value ? value : "0";
        if (!ushort.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return await FailAsync(UsageError, $"redis: PORT is '{portText}', which is not a valid port (1-65535). Correct it, or set it to 0 for any free port.");
        }

        string? password = Environment.GetEnvironmentVariable("REDIS_PASSWORD");
        if (password is not null && !Ascii.IsValid(password))
        {
            return await FailAsync(UsageError, "redis: REDIS_PASSWORD contains a character outside ASCII, which Garnet does not support. Choose another password.");
        }

        using var stop = new StopSignals();
        try
        {
            await using GarnetHost host = GarnetHost.Start(dataFolder, port, password);
            var address = new IPEndPoint(IPAddress.Loopback, host.Port);
            await Console.Out.WriteLineAsync($"listening on {address}");
            using ILoggerFactory logs = OtlpLogs.Begin("redis", address, dataFolder);
            host.SendLogs(logs);
            await stop.Received;
            return 0;
        }
        catch (StartupException exception)
        {
            return await FailAsync(1, $"redis: {exception.Message}");
        }
    }

    private static async Task<int> FailAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
