using CodiesVibe.Api;
using CodiesVibe.Api.Backups;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Modes;
using Microsoft.AspNetCore.Connections;

try
{
    switch (args)
    {
        case ["--probe"]:
            return await SelfProbe.RunAsync();
        case ["--wait-for-infra"]:
            return await InfrastructureGate.RunAsync();
        case ["--backup"]:
            return await BackupModes.BackUpAsync();
        case ["--check-backup"]:
            return await BackupModes.CheckAsync();
        case ["--restore"]:
            return await BackupModes.RestoreAsync();
        default:
            await using (var app = ApiApplication.Create(args))
            {
                await app.RunAsync();
            }

            return 0;
    }
}
catch (Exception error) when (error is StartupException or BackupException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
catch (IOException error) when (error.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{error.Message} Stop the process that uses the address, or set another port in ASPNETCORE_URLS.");
    return 1;
}
