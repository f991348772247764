using System.Runtime.InteropServices;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

// The server of the deployment tests, to be tried by hand: it lives until Ctrl+C, and nothing of it stays.
if (Vps.Missing() is { } missing)
{
    Console.Error.WriteLine($"error: {missing}");
    return 1;
}

var compose = ComposeVersion.V2.Folder is not null ? ComposeVersion.V2 : ComposeVersion.V1;
using var end = new ManualResetEventSlim();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

Console.WriteLine("Starting a server with Docker, SSH and a registry (2 s)");
await using var machine = await ServerMachine.StartAsync();
await using var vps = await Vps.StartAsync(machine, compose);
Console.WriteLine("Building the images of production from programs of this machine (about 2 minutes)");
await ProductionImages.MakeAsync(machine.Docker);
foreach (var version in new[] { "1.0.0", "2.0.0" })
{
    Console.WriteLine($"Pushing version {version}");
    await Versions.PushAsync(machine.Docker, version);
}

Console.WriteLine(
    $"""

    The server is ready. In another terminal, in this directory:

      {vps.Shell}
      dotnet aspire deploy -e production -- --Deploy:Version=1.0.0
      dotnet aspire do status -e production

    The first line opens a shell that reaches the server; it sets Deploy__Host and the other options. End it with 'exit', and the server with Ctrl+C.
    """);
end.Wait();
Console.WriteLine("Taking the server down");
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    end.Set();
}
