using CodiesVibe.DevServers.MongoDb;

string[] rest = args.Length > 0 ? args[1..] : [];
switch (args.FirstOrDefault())
{
    case "mongodb":
        return await MongoDbCommandLine.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync(
            $"""
            {(args.Length == 0 ? "No server named." : $"Unknown server '{args[0]}'.")}
            Usage: CodiesVibe.DevServers <server> [options]
              mongodb --data <folder>   MongoDB emulator; port from PORT, user and password from
                                        MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD
            """);
        return 64; // EX_USAGE of sysexits.h
}
