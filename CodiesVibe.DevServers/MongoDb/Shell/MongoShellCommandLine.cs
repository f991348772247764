using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.DevServers.MongoDb.Shell;

/// <summary>
/// The <c>mongosh</c> sub-command: takes the place of MongoDB's shell where the emulator takes the server's, as far as probes and the
/// documentation use it. What it sends goes through the official driver.
/// </summary>
internal static class MongoShellCommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <returns>The exit code: as the expression says, 1 where the server does not answer.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (host, expression) = Read(args);
            var settings = new MongoClientSettings { Server = MongoServerAddress.Parse(host), ServerSelectionTimeout = Patience, ConnectTimeout = Patience, SocketTimeout = Patience };
            using var client = new MongoClient(settings);
            var answer = await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument(expression.Command, 1));
            if (expression.Quits)
            {
                return answer["ok"].ToDouble() == 1 ? 0 : 1;
            }

            Console.WriteLine(expression.OkOnly ? answer["ok"].ToString() : $"{{ ok: {answer["ok"]} }}");
            return 0;
        }
        catch (Exception e) when (e is StartupException or MongoException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static (string Host, ShellExpression Expression) Read(string[] args)
    {
        var (host, text) = ("127.0.0.1:27017", (string?)null);
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
                    text = args[++i];
                    break;
                default:
                    throw new StartupException($"The argument '{args[i]}' is not supported. This replacement of the MongoDB shell supports only --quiet, --norc, --host and --eval.");
            }
        }

        return (host, ShellExpression.Parse(text ?? throw new StartupException("Usage: mongosh [--quiet] [--norc] [--host <host>] --eval <expression>")));
    }
}
