using System.Runtime.InteropServices;
using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Storage;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>The <c>mongodb</c> sub-command: serves until SIGTERM or SIGINT.</summary>
internal static class MongoDbCommandLine
{
    /// <returns>The exit code: 0 after a clean stop, 1 if it could not start; standard error says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            var options = MongoDbOptions.Read(args, Environment.GetEnvironmentVariable);
            using var store = Store.Open(options.DataFolder);
            var time = TimeProvider.System;
            using var server = new EmulatorServer(new Emulator(store, new Users(store, options.Login), new Cursors(time), time), options.Address);
            Console.WriteLine($"The MongoDB emulator is listening on {server.Address}. Its data is in {options.DataFolder}.");
            var serving = server.RunAsync(stopping.Token);
            using var logs = OtlpLogs.Begin("mongodb", server.Address, options.DataFolder);
            await serving;
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }
}
