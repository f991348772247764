namespace CodiesVibe.DevServers.MongoDb;

/// <summary>The <c>mongodb</c> sub-command.</summary>
internal static class MongoDbCommandLine
{
    public static Task<int> RunAsync(string[] args) => throw new NotImplementedException(string.Join(' ', args));
}
