using CodiesVibe.DevServers.Gateway;
using CodiesVibe.DevServers.MongoDb;
using CodiesVibe.DevServers.MongoDb.Shell;
using CodiesVibe.DevServers.Redis;

string[] rest = args.Length > 0 ? args[1..] : [];
switch (args.FirstOrDefault())
{
    case "gateway":
        return await GatewayCommandLine.RunAsync(rest);
    case "mongodb":
        return await MongoDbCommandLine.RunAsync(rest);
    case "mongosh":
        return await MongoShellCommandLine.RunAsync(rest);
    case "redis":
        return await RedisCommandLine.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync(
            $"""
            {(args.Length == 0 ? "No server is named. Name one of the servers below." : $"The server '{args[0]}' is unknown. Name one of the servers below.")}
            Usage: CodiesVibe.DevServers <server> [options]
              gateway                   edge of the system; port from PORT, upstream servers from
                                        BACKEND_HTTP and FRONTEND_HTTP
              mongodb --data <folder> [--all-interfaces]
                                        MongoDB emulator; port from PORT, user and password from
                                        MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD;
                                        listens on 127.0.0.1, or on all interfaces with the option
              mongosh [--host <host>] [<database>] --eval <script>
                                        runs a script of the MongoDB shell, such as db.adminCommand("ping")
              redis --data <folder>     Redis-compatible cache (Garnet); port from PORT, password from
                                        REDIS_PASSWORD
            """);
        return 64; // EX_USAGE of sysexits.h
}
