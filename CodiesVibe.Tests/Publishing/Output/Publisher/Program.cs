using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Publisher;

// Publishes the new set into a directory, and a single file beside it.
try
{
    new PublishedDirectory(args[0]).Publish(Sets.New);
    WholeFile.Write($"{args[0]}.json", "{}"u8.ToArray());
    Console.WriteLine("published");
    return 0;
}
catch (PublishingException exception)
{
    Console.WriteLine(exception.Message);
    return 1;
}
