using Jint.Runtime;
using MongoDB.Driver;

namespace CodiesVibe.DevServers.MongoDb.Shell;

/// <summary>The <c>mongosh</c> sub-command: replaces MongoDB's shell where the emulator replaces the server.</summary>
internal static class MongoShellCommandLine
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(8);

    /// <returns>The exit code: that of the script, or 1 if it failed or the server does not answer.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (host, database, script) = Read(args);
            using var shell = new MongoShell(host, database, s_timeout, File.ReadAllText);
            Console.WriteLine(shell.Run(script));
            return 0;
        }
        catch (ShellEnd end)
        {
            return end.ExitCode;
        }
        catch (Exception e) when (e is StartupException or JavaScriptException or MongoException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static (string Host, string Database, string Script) Read(string[] args)
    {
        var (host, database, script) = ("127.0.0.1:27017", "test", (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quiet" or "--norc":
                    break;
                case "--host" when i + 1 < args.Length:
                    host = args[++i];
                    break;
                case "--eval" when i + 1 < args.Length:
                    script = args[++i];
                    break;
                case ['-', ..]:
                    throw new StartupException($"The argument '{args[i]}' is not supported. This replacement of the MongoDB shell supports only --quiet, --norc, --host and --eval.");
                default:
                    database = args[i];
                    break;
            }
        }

        return (host, database, script ?? throw new StartupException("Usage: mongosh [--quiet] [--norc] [--host <host>] [<database>] --eval <script>"));
    }
}
