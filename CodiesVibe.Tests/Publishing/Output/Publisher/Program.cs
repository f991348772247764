using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Publisher;

// Publishes the new set into a directory, and a single file beside it, and stops before the change of a given number, so that a test can kill it there.
var (directory, stop, exchanges) = (args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args[2] == "exchange");
var steps = 0;
new PublishedDirectory(directory, new Disk(StopHere, exchanges)).Publish(Sets.New);
WholeFile.Write($"{directory}.json", "{}"u8);
Console.WriteLine("published");

void StopHere(string change)
{
    if (++steps == stop)
    {
        Console.WriteLine(change);
        Console.In.ReadLine();
    }
}
