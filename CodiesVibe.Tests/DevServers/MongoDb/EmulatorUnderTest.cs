namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorUnderTest : ServerUnderTest
{
    private EmulatorProcess? _process;

    public string Output => _process!.Output;

    protected override async Task StartAsync()
    {
        _process = EmulatorProcess.OnFolder(
            Folder.FullName, ("MONGO_INITDB_ROOT_USERNAME", User), ("MONGO_INITDB_ROOT_PASSWORD", Password));
        Port = await _process.ListeningAsync();
    }

    protected override async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
