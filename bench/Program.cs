using CodiesVibe.Bench;

// Prints ratios and medians of start, stop, memory, manifest and publishing; every figure comes from this one run.
const string Usage = "Usage: dotnet run -c Release --project bench [-- [--runs N] [startup] [stop] [manifest] [publish] [translation]]";
var runs = 7;
var wanted = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--runs" && i + 1 < args.Length && int.TryParse(args[i + 1], out var count) && count is >= 1 and <= 100)
    {
        (runs, i) = (count, i + 1);
    }
    else if (Benchmarks.All.ContainsKey(args[i]))
    {
        wanted.Add(args[i]);
    }
    else
    {
        Console.Error.WriteLine($"'{args[i]}' is not understood. {Usage}");
        return 1;
    }
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {runs} runs each; medians, with the fastest and slowest run in brackets.");
try
{
    foreach (var (name, measure) in Benchmarks.All.Where(b => wanted.Count == 0 || wanted.Contains(b.Key)))
    {
        Console.WriteLine($"{Environment.NewLine}== {name}");
        await measure(runs, stop.Token);
    }

    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
