namespace Aspire.Hosting.MongoDB;

/// <summary>The default image of the server.</summary>
internal static class MongoDBContainerImage
{
    public const string Registry = "docker.io";
    public const string Image = "library/mongo";
    public const string Tag = "8.3";
    public const int Port = 27017;
    public const string DataFolder = "/data/db";
}
