namespace Aspire.Hosting.Redis;

/// <summary>The image of the server unless another one is asked for.</summary>
internal static class RedisContainerImage
{
    public const string Registry = "docker.io";
    public const string Image = "library/redis";
    public const string Tag = "8.6";
    public const int Port = 6379;
    public const string DataFolder = "/data";
}
