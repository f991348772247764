using System.Diagnostics;
using System.Globalization;
using CodiesVibe.Bench;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

// Prints ratios of a deployment to what it cannot do without; every figure comes from this one run, under load.
const string Usage = "Usage: dotnet run -c Release --project bench/Deployment [-- RUNS]";
var runs = 5;
if (args.Length > 1 || (args.Length == 1 && (!int.TryParse(args[0], CultureInfo.InvariantCulture, out runs) || runs is < 1 or > 50)))
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}' is not a number of runs (1-50). {Usage}");
    return 1;
}

if ((Vps.Missing() ?? (ComposeVersion.V2.Folder is null ? ComposeVersion.V2.Missing : null)) is { } missing)
{
    Console.Error.WriteLine($"error: {missing}");
    return 1;
}

Console.WriteLine("Starting a server and building the images (about 3 minutes)");
await using var machine = await ServerMachine.StartAsync();
await using var vps = await Vps.StartAsync(machine, ComposeVersion.V2);
await ProductionImages.MakeAsync(machine.Docker);
await Versions.PushAsync(machine.Docker, "1.0.0");
await Versions.PushAsync(machine.Docker, "2.0.0");
await Versions.PushAsync(machine.Docker, BadVersion.Name, frontend: BadVersion.Frontend);
await using var laptop = new DeployingMachine(vps);
await laptop.RunAsync("deploy", "Version=1.0.0");
// From now on, the server has the images of both versions.
await laptop.RunAsync("deploy", "Version=2.0.0");
await laptop.RunAsync("deploy", "Version=1.0.0");

var measured = new DeploymentFigures();
Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {runs} runs each under {DeploymentFigures.RequestsPerSecond} requests a second; medians, with the fastest and slowest run in brackets.");
for (var run = 0; run < runs; run++)
{
    var start = Stopwatch.StartNew();
    await measured.MeasureAsync(vps, laptop, run % 2 == 0 ? "2.0.0" : "1.0.0");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {runs}: {start.Elapsed.TotalSeconds:0} s"));
}

measured.Print();
return 0;
